import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { dayAndTime, mailWords } from "./words";

/** Tells the member of staff at whose desk a password was changed that the student denies having done it. */
export function deskChangeReported(
  { identifier, name, at }: { identifier: string; name: string; at: Date },
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "desk-change-reported",
    subject: t("deskChangeReported.subject"),
    greeting: t("greetingUnnamed"),
    body: [
      { paragraph: t("deskChangeReported.why") },
      {
        facts: [
          [t("deskChangeReported.student"), `${name} (${identifier})`],
          [t("deskChangeReported.at"), dayAndTime(at, locale, institution.timeZone)],
        ],
      },
      { paragraph: t("deskChangeReported.next") },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
