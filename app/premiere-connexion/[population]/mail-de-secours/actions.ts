"use server";

import { refresh } from "next/cache";
import { getLocale } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { readPostedAddress } from "@/app/mail-de-secours/posted-address";
import { addressRefused, codeRefused, resendRefused } from "@/app/mail-de-secours/refusals";
import { wake } from "@/lib/activation/current-activation";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { isAtLeast, mayGiveAddress, type Step } from "@/lib/activation/steps";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { resendConfirmation } from "@/lib/recovery-email/resend-confirmation";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { redirectToStep, requireActivation } from "../browser";

const isDue = (step: Step) => isAtLeast(step, "recovery-email");

/** Step 2: sets the recovery address, or corrects it at a later step, until the account is open. */
export async function giveRecoveryEmailAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  const { email, unsettled } = await readPostedAddress(formData);
  const typed = { recoveryEmail: email };
  return answerForm(async () => {
    const activation = await requireActivation(mayGiveAddress, { step: "recovery-email", caller });
    if (unsettled) return unsettled;
    const asked = { caller, locale: await getLocale() };
    const outcome = await giveRecoveryEmail(services(), activation, email, asked);
    if (outcome.ok || outcome.reason === "step") return redirectToStep(outcome.step);
    return { ...(await addressRefused(outcome)), typed };
  }, typed);
}

/** Confirms the recovery address with the code of its message. */
export async function confirmCodeAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const activation = await requireActivation(isDue);
    const asker = activatingStudent(activation, { caller, locale: await getLocale() });
    const outcome = await confirmByCode(services(), asker, textIn(formData, "code"));
    if (outcome.ok) await wake(services(), activation);
    refresh();
    return outcome.ok ? {} : codeRefused(outcome.reason);
  });
}

/** Sends one more message to the address to confirm. */
export async function resendAction(_: FormState, __: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const activation = await requireActivation(isDue);
    if (activation.isAsleep) return redirectToStep("identity");
    const asker = activatingStudent(activation, { caller, locale: await getLocale() });
    const outcome = await resendConfirmation(services(), asker);
    refresh();
    return outcome.ok ? { done: true } : resendRefused(outcome);
  });
}
