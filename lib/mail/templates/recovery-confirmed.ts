import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { notYou } from "./not-you";
import { mailWords } from "./words";

/** Tells the university address that this other address can restore the account from now on. */
export function recoveryConfirmed(
  { givenName, email, reportLink }: { givenName: string; email: string; reportLink: string | null },
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "recovery-confirmed",
    subject: t("recoveryConfirmed.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { facts: [[t("recoveryConfirmed.email"), email]] },
      { paragraph: t("recoveryConfirmed.done") },
      ...notYou(reportLink, locale, institution),
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
