"use server";

import { RedirectType, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { cancelReset } from "@/lib/desk-reset/cancel-reset";
import { completeReset } from "@/lib/desk-reset/complete-reset";
import { deskState } from "@/lib/desk-reset/desk-state";
import { handOver } from "@/lib/desk-reset/hand-over";
import { openResetInput, resetId } from "@/lib/desk-reset/input";
import { openReset } from "@/lib/desk-reset/open-reset";
import { handToPhone } from "@/lib/desk-reset/phone/hand-to-phone";
import { takeBack } from "@/lib/desk-reset/phone/take-back";
import { refuseTyped } from "@/lib/desk-reset/refuse-typed";
import { deskRoles } from "@/lib/desk-reset/rules";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { answerTitle } from "@/lib/http/answer";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { services } from "@/lib/services";
import { confirmStaffPassword } from "@/lib/session/confirm-staff-password";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { panelPath } from "@/lib/session/paths";
import type { CardState } from "./card-desk";
import {
  cardErrors,
  cardRefused,
  deskClosed,
  helperMustWait,
  helperStopped,
  panelStopped,
  passwordMissing,
  takeOverRefused,
} from "./refusals";

/** Redirects to the same address, which shows the desk's current state, without a step back to the former one. */
function showDesk(): never {
  redirect(panelPath, RedirectType.replace);
}

/** Opens a reset for the holder of the card that staff have in hand. */
export async function openResetAction(_: CardState, formData: FormData): Promise<CardState> {
  await requireSameOrigin();
  const { institution } = services();
  const form = readForm(openResetInput(institution.patterns.cardNumber, "on"), formData);
  const isChecked = form.ok || !form.violations.some(({ field }) => field === "cardChecked");
  // The same card, in the same hand: a slip in its number does not undo the check.
  const typed = {
    ...(form.ok ? { cardNumber: form.value.cardNumber } : form.typed),
    ...(isChecked && { cardChecked: "on" }),
  };
  return answerForm(async (): Promise<CardState> => {
    const { visitor, caller } = await requireRole(deskRoles);
    if (!form.ok) {
      await refuseTyped(services(), { visitor, caller, violations: form.violations });
      return { ...(await cardErrors(form.violations)), typed };
    }
    const { cardNumber } = form.value;
    const outcome = await openReset(services(), { visitor, caller, channel: "page", cardNumber });
    if (outcome.ok) showDesk();
    if (outcome.reason === "too-many") return { alert: await deskClosed(outcome.retryAt) };
    const refusal = await cardRefused(outcome, cardNumber);
    answerTitle(refusal.title);
    return outcome.reason === "unknown-card" ? { refusal, typed } : { refusal };
  }, typed);
}

/** Gives the screen to the student, or the reset to their phone, when name and photo match; else cancels the reset. */
export async function judgeIdentityAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(deskRoles);
    const form = readForm(z.object({ id: resetId, match: z.enum(["yes", "phone", "no"]) }), formData);
    if (!form.ok) showDesk();
    const { id, match } = form.value;
    if (match === "yes") await handOver(services(), { visitor, caller, id });
    else if (match === "phone") await handToPhone(services(), { visitor, caller, id });
    else await cancelReset(services(), { visitor, caller, id });
    showDesk();
  });
}

/** Makes the code on the screen worthless, whichever phone opened it: the name is shown again. */
export async function takeBackAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(deskRoles);
    const form = readForm(z.object({ id: resetId }), formData);
    if (form.ok) await takeBack(services(), { visitor, caller, id: form.value.id });
    showDesk();
  });
}

const completeResetInput = z.object({
  id: resetId,
  // The password rules judge it, so that they list all that is wrong.
  newPassword: z.string().default(""),
  newPasswordConfirmation: z.string().default(""),
});

/** Sets the password that the student chose. Whatever happens meanwhile, the page then shows the desk's state. */
export async function completeResetAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(
    async () => {
      const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
      const form = readForm(completeResetInput, formData);
      if (!form.ok) showDesk();
      const { id, ...typed } = form.value;
      const outcome = await completeReset(services(), { visitor, caller, id, typed, locale: await getLocale() });
      if (outcome.ok || outcome.reason === "over" || outcome.reason === "not-found") showDesk();
      if (outcome.reason === "no-desk-role") return { alert: await helperStopped() };
      if (outcome.reason === "too-many") return { alert: await helperMustWait("screen", outcome.retryAt) };
      if (outcome.reason !== "not-acceptable") return { alert: await panelStopped(outcome) };
      const t = await getTranslations("deskReset.panel");
      const says = await getTranslations("passwordPolicy.refusals");
      return {
        alert: { title: t("refused") },
        errors: passwordErrors(says, outcome.violations, typed.newPassword, services().institution.passwordRules),
      };
    },
    undefined,
    { evenFrozen: true },
  );
}

/** Cancels the reset: the student gives the screen back without a new password. */
export async function giveBackAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(
    async () => {
      const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
      const form = readForm(z.object({ id: resetId }), formData);
      if (form.ok) await cancelReset(services(), { visitor, caller, id: form.value.id });
      showDesk();
    },
    undefined,
    { evenFrozen: true },
  );
}

/** The member of staff takes the screen back; not while the student's panel is still open. */
export async function takeOverAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(
    async () => {
      const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
      const form = readForm(z.object({ password: z.string().min(1) }), formData);
      const state = await deskState(services(), { visitor, caller });
      if (state.kind !== "frozen") showDesk();
      if (!form.ok) return passwordMissing();
      const outcome = await confirmStaffPassword(services(), { visitor, password: form.value.password, caller });
      if (!outcome.ok) return { alert: await takeOverRefused(outcome, visitor.login) };
      showDesk();
    },
    undefined,
    { evenFrozen: true },
  );
}
