import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { notYou } from "./not-you";
import { dayAndTime, mailWords } from "./words";

interface PasswordChanged {
  givenName: string;
  at: Date;
  /** The internal network from which it was done; null outside. */
  network: string | null;
  /** With a mailed link, or in « Mon compte » with the old password. */
  by: "link" | "account";
  /** The link « Ce n’était pas moi »; null for an address that may not report this change. */
  reportLink: string | null;
}

/** Tells the student that their password was changed by link or with the old one, so that nobody does it unnoticed. */
export function passwordChanged(
  { givenName, at, network, by, reportLink }: PasswordChanged,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const place = network ? t("passwordChanged.inside", { network }) : t("passwordChanged.outside");
  const letter: Letter = {
    kind: "password-changed",
    subject: t("passwordChanged.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t(`passwordChanged.${by}`) },
      {
        facts: [
          [t("passwordChanged.at"), dayAndTime(at, locale, institution.timeZone)],
          [t("passwordChanged.place"), place],
        ],
      },
      ...notYou(reportLink, locale, institution),
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
