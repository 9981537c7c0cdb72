import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { dayAndTime, mailWords } from "./words";

interface RecoveryConfirmation {
  /** Six digits. */
  code: string;
  /** Built from `publicUrl` by the code that made its token. */
  link: string;
  /** When both the code and the link expire. */
  expiresAt: Date;
}

/** Asks an address to confirm itself. Names nobody, since it may be a stranger's. */
export function recoveryConfirmation(
  { code, link, expiresAt }: RecoveryConfirmation,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "recovery-confirmation",
    subject: t("recoveryConfirmation.subject"),
    greeting: t("greetingUnnamed"),
    body: [
      { paragraph: t("recoveryConfirmation.why") },
      { code, label: t("recoveryConfirmation.code") },
      { link, label: t("recoveryConfirmation.link") },
      {
        paragraph: t("recoveryConfirmation.until", {
          until: dayAndTime(expiresAt, locale, institution.timeZone),
        }),
      },
      { paragraph: t("recoveryConfirmation.notYou") },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
