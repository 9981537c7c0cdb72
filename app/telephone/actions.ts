"use server";

import { RedirectType, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { helperMustWait, helperStopped, panelStopped } from "@/app/personnel/mots-de-passe-etudiants/refusals";
import { completeOnPhone } from "@/lib/desk-reset/phone/complete-on-phone";
import { openPhone } from "@/lib/desk-reset/phone/open-phone";
import { proveNumber } from "@/lib/desk-reset/phone/prove-number";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { textIn } from "@/lib/forms/text-in";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { heldDevice } from "./phone-link";

/** Redirects to the same address, which shows what the code allows this device now. */
function showPhone(): never {
  redirect("/telephone", RedirectType.replace);
}

/** Opens the code on this device. */
export async function openPhoneAction(): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    await openPhone(services(), { ...(await heldDevice()), caller });
    showPhone();
  });
}

const numberInput = z.object({
  number: z
    .string()
    .transform((typed) => typed.replace(/\s+/g, ""))
    .pipe(z.string().regex(/^\d{3}$/)),
});

/** Checks the number of the desk's screen. A number without three digits does not count as a try. */
export async function proveNumberAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  const t = await getTranslations("phone.number");
  const form = readForm(numberInput, formData);
  return answerForm(async () => {
    if (!form.ok) return { alert: { title: t("refused") }, errors: { number: t("format") } };
    const outcome = await proveNumber(services(), { ...(await heldDevice()), caller, typed: form.value.number });
    if (outcome.ok || outcome.reason === "not-due" || outcome.left === 0) showPhone();
    return { alert: { title: t("wrong"), lines: [t("left", { left: outcome.left })] }, errors: { number: t("look") } };
  });
}

/** Sets the password that the student chose on their own phone. */
export async function completeOnPhoneAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const typed = {
      newPassword: textIn(formData, "newPassword"),
      newPasswordConfirmation: textIn(formData, "newPasswordConfirmation"),
    };
    const held = await heldDevice();
    const outcome = await completeOnPhone(services(), { ...held, caller, typed, locale: await getLocale() });
    if (outcome.ok || outcome.reason === "over" || outcome.reason === "not-found") showPhone();
    if (outcome.reason === "no-desk-role") return { alert: await helperStopped("phone") };
    if (outcome.reason === "too-many") return { alert: await helperMustWait("phone", outcome.retryAt) };
    if (outcome.reason !== "not-acceptable") return { alert: await panelStopped(outcome, "phone") };
    const t = await getTranslations("phone.password");
    const says = await getTranslations("passwordPolicy.refusals");
    return {
      alert: { title: t("refused") },
      errors: passwordErrors(says, outcome.violations, typed.newPassword, services().institution.passwordRules),
    };
  });
}
