"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { readPostedAddress } from "@/app/mail-de-secours/posted-address";
import { addressRefused, codeRefused, resendRefused } from "@/app/mail-de-secours/refusals";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { type Asker, signedInStudent } from "@/lib/recovery-email/asker";
import { changeAddress } from "@/lib/recovery-email/change-address";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { resendConfirmation } from "@/lib/recovery-email/resend-confirmation";
import { services } from "@/lib/services";
import { requireSameOrigin, requireStudent } from "@/lib/session/guards";

/** Sets another recovery address; the current one stays in use until the new one is confirmed. */
export async function changeAddressAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const { email, unsettled } = await readPostedAddress(formData);
  const typed = { recoveryEmail: email };
  return answerForm(async () => {
    const asker = await signedInAsker();
    if (unsettled) return unsettled;
    const outcome = await changeAddress(services(), asker, email);
    if (!outcome.ok) return { ...(await addressRefused(outcome)), typed };
    // Or scripts would only move to that part of the page, as it was.
    refresh();
    return redirect("/mon-compte#recovery-email");
  }, typed);
}

/** Confirms the pending address with the code of its message. */
export async function confirmCodeAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const outcome = await confirmByCode(services(), await signedInAsker(), textIn(formData, "code"));
    if (outcome.ok) return redirect("/mon-compte?mail-de-secours=confirme");
    refresh();
    return codeRefused(outcome.reason);
  });
}

/** Sends another message to the pending address. */
export async function resendAction(_: FormState, __: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const outcome = await resendConfirmation(services(), await signedInAsker());
    refresh();
    return outcome.ok ? { done: true } : resendRefused(outcome);
  });
}

async function signedInAsker(): Promise<Asker> {
  const { visitor, caller, studentId } = await requireStudent();
  return signedInStudent(visitor, studentId, { caller, locale: await getLocale() });
}
