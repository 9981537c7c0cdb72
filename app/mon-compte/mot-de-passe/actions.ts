"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { changeOwnPassword } from "@/lib/own-account/change-own-password";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { services } from "@/lib/services";
import { requireSameOrigin, requireStudent } from "@/lib/session/guards";
import { passwordRefused } from "./refusals";

/** Changes a signed-in student's password. Never returns anything that was typed. */
export async function changeOwnPasswordAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const { visitor, studentId, caller } = await requireStudent();
    const typed = {
      newPassword: textIn(formData, "newPassword"),
      newPasswordConfirmation: textIn(formData, "newPasswordConfirmation"),
    };
    const currentPassword = textIn(formData, "currentPassword");
    const request = { visitor, studentId, caller, currentPassword, typed, locale: await getLocale() };
    const outcome = await changeOwnPassword(services(), request);
    if (outcome.ok) return redirect("/mon-compte?mot-de-passe=change");
    if (outcome.reason !== "not-acceptable") return passwordRefused(outcome);
    const t = await getTranslations("account.change.refused");
    const says = await getTranslations("passwordPolicy.refusals");
    const { passwordRules } = services().institution;
    return {
      alert: { title: t("title"), lines: [t("allAgain")] },
      errors: {
        ...(currentPassword === "" && { currentPassword: t("currentMissing") }),
        ...passwordErrors(says, outcome.violations, typed.newPassword, passwordRules),
      },
    };
  });
}
