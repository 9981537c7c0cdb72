import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { type ChangeWord, dayAndTime, mailWords } from "./words";

interface ChangeReported {
  identifier: string;
  name: string;
  change: ChangeWord;
  at: Date;
  /** The internal network from which the change was made; null outside. */
  network: string | null;
  /** Only for a change at a desk. */
  staffLogin: string | null;
}

/** Tells the IT department that a student reports a change that they did not make. */
export function changeReported(
  { identifier, name, change, at, network, staffLogin }: ChangeReported,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const facts: [string, string][] = [
    [t("changeReported.student"), `${name} (${identifier})`],
    [t("changeReported.change"), t(`changes.${change}`)],
    [t("changeReported.at"), dayAndTime(at, locale, institution.timeZone)],
    [t("changeReported.place"), network ? t("changeReported.inside", { network }) : t("changeReported.outside")],
  ];
  if (staffLogin) facts.push([t("changeReported.staff"), staffLogin]);
  const letter: Letter = {
    kind: "change-reported",
    subject: t("changeReported.subject", { identifier }),
    greeting: t("greetingUnnamed"),
    body: [
      { paragraph: t("changeReported.why") },
      { facts },
      { paragraph: t("changeReported.next") },
      { link: `${publicUrl}/administration/signalements`, label: t("changeReported.open") },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
