import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { whomToTell } from "@/lib/whom-to-tell";
import { type ComposedMail, compose, type Letter } from "./layout";
import { mailWords } from "./words";

/** Says that the account is open: to the university address, and to the recovery address once confirmed. */
export function accountActivated(
  { givenName, identifier }: { givenName: string; identifier: string },
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "account-activated",
    subject: t("accountActivated.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("accountActivated.done") },
      { facts: [[t("accountActivated.identifier"), identifier]] },
      { link: `${publicUrl}/mon-compte`, label: t("accountActivated.account") },
      { paragraph: t("accountActivated.notYou", whomToTell(locale, institution)) },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
