"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { askForLink } from "@/lib/forgotten-password/ask-for-link";
import { askForLinkInput } from "@/lib/forgotten-password/input";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { textIn } from "@/lib/forms/text-in";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";

/** Asks for a link. The next page is always the same, whatever the outcome; only a malformed identifier is refused. */
export async function askForLinkAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  const { patterns, domains } = services().institution;
  const form = readForm(askForLinkInput(patterns.studentIdentifier), formData);
  const typed = form.ok ? form.value : form.typed;
  return answerForm(async () => {
    if (!form.ok) {
      const t = await getTranslations("forgottenPassword.ask.refused");
      const help = { href: "/aide#mot-de-passe-oublie", label: t("help") };
      const locale = await getLocale();
      const { name, place, hours } = services().institution.help.it;
      const whom = { name: name[locale], place: place[locale], hours: hours[locale] };
      const isEmpty = textIn(formData, "identifier").trim() === "";
      return {
        alert: isEmpty ? { title: t("missing"), help } : { title: t("title"), lines: [t("staff", whom)], help },
        errors: { identifier: t("identifier", { domain: domains.student }) },
        typed,
      };
    }
    await askForLink(services(), { ...form.value, caller, locale: await getLocale() });
    redirect("/mot-de-passe-oublie/mail");
  }, typed);
}
