import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { notYou } from "./not-you";
import { dayAndTime, mailWords } from "./words";

interface RecoveryReplaced {
  givenName: string;
  at: Date;
  /** The link « Ce n’était pas moi »; null for an address that may not report this change. */
  reportLink: string | null;
}

/** Tells the previous address that another one, not named, replaces it: this mailbox may be somebody else's. */
export function recoveryReplaced(
  { givenName, at, reportLink }: RecoveryReplaced,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "recovery-replaced",
    subject: t("recoveryReplaced.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("recoveryReplaced.done") },
      { facts: [[t("recoveryReplaced.at"), dayAndTime(at, locale, institution.timeZone)]] },
      { paragraph: t("recoveryReplaced.wait") },
      ...notYou(reportLink, locale, institution),
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
