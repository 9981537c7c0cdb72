"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { setPasswordByLink } from "@/lib/forgotten-password/set-password-by-link";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { passwordLink } from "../password-link";
import { accountRefused } from "./refusals";

/** Sets the new password behind a mailed link. Never sends back what was typed, and signs nobody in. */
export async function setPasswordByLinkAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const typed = {
      newPassword: textIn(formData, "newPassword"),
      newPasswordConfirmation: textIn(formData, "newPasswordConfirmation"),
    };
    const request = { token: await passwordLink.token(), typed, caller, locale: await getLocale() };
    const outcome = await setPasswordByLink(services(), request);
    // The page behind the link then shows its state: used, or no longer valid.
    if (outcome.ok) return redirect("/mot-de-passe-oublie/nouveau");
    switch (outcome.reason) {
      case "link-used":
      case "link-over":
        return redirect("/mot-de-passe-oublie/nouveau");
      case "not-acceptable": {
        const says = await getTranslations("passwordPolicy.refusals");
        const { passwordRules } = services().institution;
        return {
          alert: { title: (await getTranslations("forgottenPassword.choose"))("refused") },
          errors: passwordErrors(says, outcome.violations, typed.newPassword, passwordRules),
        };
      }
      default:
        return accountRefused(outcome.reason);
    }
  });
}
