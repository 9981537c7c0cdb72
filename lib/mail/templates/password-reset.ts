import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { notYou } from "./not-you";
import { dayAndTime, mailWords } from "./words";

interface PasswordReset {
  givenName: string;
  /** The member of staff at the desk. */
  staffName: string;
  at: Date;
  /** The internal network of the desk; null when it is unknown. */
  network: string | null;
  /** The student typed it on their own phone, through the code that the desk showed. */
  isOnPhone?: boolean;
  /** The link « Ce n’était pas moi »; null for an address that may not report this change. */
  reportLink: string | null;
}

/** Tells the student that their password was changed at a desk, so that nobody can do it unnoticed. */
export function passwordReset(
  { givenName, staffName, at, network, isOnPhone, reportLink }: PasswordReset,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const facts: [string, string][] = [[t("passwordReset.at"), dayAndTime(at, locale, institution.timeZone)]];
  if (network) facts.push([t("passwordReset.place"), t("passwordChanged.inside", { network })]);
  facts.push([t("passwordReset.staff"), staffName]);
  if (isOnPhone) facts.push([t("passwordReset.typed"), t("passwordReset.onPhone")]);
  const letter: Letter = {
    kind: "password-reset",
    subject: t("passwordReset.subject"),
    greeting: t("greeting", { givenName }),
    body: [{ paragraph: t("passwordReset.done") }, { facts }, ...notYou(reportLink, locale, institution)],
  };
  return compose(letter, locale, institution, publicUrl);
}
