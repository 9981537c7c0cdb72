"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { isAtLeast } from "@/lib/activation/steps";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { redirectToOpenAccount, redirectToStep, requireActivation } from "../browser";
import { openAccountAlert } from "../open-account";

/**
 * Step 4: sets the first password, which opens the account. Never sends back what was typed. A person who types another
 * one in the same browser once the account is open learns that the first one is valid.
 */
export async function setFirstPasswordAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const activation = await requireActivation((step) => isAtLeast(step, "password"), { step: "password", caller });
    const locale = await getLocale();
    const typed = {
      newPassword: textIn(formData, "newPassword"),
      newPasswordConfirmation: textIn(formData, "newPasswordConfirmation"),
    };
    const outcome = await setFirstPassword(services(), activation, typed, { caller, locale });
    if (outcome.ok) return redirectToStep("done");
    const t = await getTranslations("activation.password");
    const { institution } = services();
    switch (outcome.reason) {
      case "step":
        if (outcome.step === "done" && !outcome.isWritten) return redirectToOpenAccount(activation);
        return redirectToStep(outcome.step);
      case "also-staff":
      case "account-open":
        return { alert: await openAccountAlert(outcome.reason) };
      case "account-suspended":
      case "account-missing": {
        const { key, href } = elsewhere[outcome.reason];
        const { name, place, hours } = institution.help.it;
        const where = { name: name[locale], place: place[locale], hours: hours[locale] };
        const help = { href, label: t(`${key}.help`) };
        return { alert: { title: t(`${key}.title`), lines: [t(`${key}.text`, where)], help } };
      }
      case "not-acceptable": {
        const says = await getTranslations("passwordPolicy.refusals");
        return {
          alert: { title: t("refused") },
          errors: passwordErrors(says, outcome.violations, typed.newPassword, institution.passwordRules),
        };
      }
    }
  });
}

/** What only the IT department can settle. */
const elsewhere = {
  "account-suspended": { key: "suspended", href: "/aide#compte-suspendu" },
  "account-missing": { key: "missing", href: "/aide" },
} as const;
