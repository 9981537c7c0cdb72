"use server";

import { forbidden, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { unlessAway } from "@/app/unavailable";
import { cancelReset } from "@/lib/desk-reset/cancel-reset";
import { completeReset } from "@/lib/desk-reset/complete-reset";
import { deskState } from "@/lib/desk-reset/desk-state";
import { handOver } from "@/lib/desk-reset/hand-over";
import { openResetInput, resetId } from "@/lib/desk-reset/input";
import { openReset } from "@/lib/desk-reset/open-reset";
import { deskRoles } from "@/lib/desk-reset/rules";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { services } from "@/lib/services";
import { confirmStaffPassword } from "@/lib/session/confirm-staff-password";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { panelPath } from "@/lib/session/paths";
import { cardErrors, resetRefused, takeOverRefused } from "./refusals";

/** Staff have the card in hand: finds its holder. */
export async function openResetAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const { visitor, caller } = await requireRole(deskRoles);
  const { institution } = services();
  const form = readForm(openResetInput(institution.patterns.cardNumber), formData);
  if (!form.ok) return { errors: await cardErrors(form.violations), typed: form.typed };
  const { cardNumber } = form.value;
  return unlessAway(
    async () => {
      const outcome = await openReset(services(), { visitor, caller, channel: "page", cardNumber });
      if (!outcome.ok) return { alert: await resetRefused(outcome, cardNumber) };
      redirect(panelPath);
    },
    { cardNumber },
  );
}

/** The name and the photo are those of the person there, and the screen becomes theirs; or they are not, and the card is put down. */
export async function judgeIdentityAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const { visitor, caller } = await requireRole(deskRoles);
  const form = readForm(z.object({ id: resetId, match: z.enum(["yes", "no"]) }), formData);
  if (!form.ok) redirect(panelPath);
  const { id, match } = form.value;
  return unlessAway(async () => {
    if (match === "yes") await handOver(services(), { visitor, caller, id });
    else await cancelReset(services(), { visitor, caller, id });
    redirect(panelPath);
  });
}

/** The student chose a password. Whatever happened meanwhile, the page then shows where the desk stands. */
export async function completeResetAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
  const form = readForm(
    z.object({ id: resetId, newPassword: z.string(), newPasswordConfirmation: z.string() }).partial(),
    formData,
  );
  const { id, newPassword = "", newPasswordConfirmation = "" } = form.ok ? form.value : { id: undefined };
  return unlessAway(async () => {
    const state = await deskState(services(), { visitor, caller });
    if (state.kind !== "panel" || (form.ok && state.reset.id !== id)) redirect(panelPath);
    const typed = { newPassword, newPasswordConfirmation };
    const request = { visitor, caller, id: state.reset.id, typed, locale: await getLocale() };
    const outcome = await completeReset(services(), request);
    if (outcome.ok || outcome.reason === "over" || outcome.reason === "not-found") redirect(panelPath);
    if (outcome.reason === "no-desk-role") forbidden();
    if (outcome.reason !== "not-acceptable") return { alert: await resetRefused(outcome, state.reset.card.number) };
    const t = await getTranslations("passwordPolicy.refusals");
    return { errors: passwordErrors(t, outcome.violations, newPassword, services().institution.passwordRules) };
  });
}

/** The student gives the screen back without a new password. */
export async function giveBackAction(formData: FormData): Promise<void> {
  await requireSameOrigin();
  const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
  const form = readForm(z.object({ id: resetId }), formData);
  if (form.ok) await cancelReset(services(), { visitor, caller, id: form.value.id });
  redirect(panelPath);
}

/** The member of staff takes the screen back; a panel that is still open is not taken from the student. */
export async function takeOverAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
  const form = readForm(z.object({ password: z.string() }), formData);
  return unlessAway(async () => {
    const state = await deskState(services(), { visitor, caller });
    if (state.kind !== "frozen") redirect(panelPath);
    const password = form.ok ? form.value.password : "";
    const outcome = await confirmStaffPassword(services(), { visitor, password, caller });
    if (!outcome.ok) return { alert: await takeOverRefused(outcome, visitor.login) };
    redirect(panelPath);
  });
}
