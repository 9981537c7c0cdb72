import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { dayAndTime, mailWords } from "./words";

interface PasswordLink {
  givenName: string;
  identifier: string;
  askedAt: Date;
  /** Built from `publicUrl` by the code that made its token. */
  link: string;
  expiresAt: Date;
}

/** Sends a confirmed recovery address the link that replaces a forgotten password. */
export function passwordLink(
  { givenName, identifier, askedAt, link, expiresAt }: PasswordLink,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const instant = (at: Date) => dayAndTime(at, locale, institution.timeZone);
  const letter: Letter = {
    kind: "password-link",
    subject: t("passwordLink.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("passwordLink.why") },
      {
        facts: [
          [t("passwordLink.identifier"), identifier],
          [t("passwordLink.askedAt"), instant(askedAt)],
        ],
      },
      { link, label: t("passwordLink.link") },
      { paragraph: t("passwordLink.until", { until: instant(expiresAt) }) },
      { paragraph: t("passwordLink.notYou") },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
