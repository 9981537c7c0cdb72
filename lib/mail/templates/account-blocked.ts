import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { whomToTell } from "@/lib/whom-to-tell";
import { type ComposedMail, compose, type Letter } from "./layout";
import { type ChangeWord, dayAndTime, mailWords } from "./words";

interface AccountBlocked {
  givenName: string;
  /** What was reported, and when it had been changed. */
  change: ChangeWord;
  at: Date;
}

/** Tells a student whose change was reported, by them or in their name, what is blocked and how to unblock it. */
export function accountBlocked(
  { givenName, change, at }: AccountBlocked,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "account-blocked",
    subject: t("accountBlocked.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("accountBlocked.done") },
      {
        facts: [
          [t("accountBlocked.change"), t(`changes.${change}`)],
          [t("accountBlocked.at"), dayAndTime(at, locale, institution.timeZone)],
        ],
      },
      { paragraph: t("accountBlocked.next") },
      { paragraph: t("accountBlocked.unknown", whomToTell(locale, institution)) },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
