import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { type ComposedMail, compose, type Letter } from "./layout";
import { dayAndTime, mailWords } from "./words";

interface DeskUnusualVolume {
  staffName: string;
  /** The directory's `uid`. */
  staffUid: string;
  /** What there were too many of. */
  event: "unknownCards" | "resets";
  /** How many, within an hour. */
  count: number;
  at: Date;
}

/** Tells the IT department that one person did more at a desk than is usual. */
export function deskUnusualVolume(
  { staffName, staffUid, event, count, at }: DeskUnusualVolume,
  locale: Locale,
  institution: Institution,
  publicUrl: string,
): ComposedMail {
  const t = mailWords(locale);
  const letter: Letter = {
    kind: "desk-unusual-volume",
    subject: t("deskUnusualVolume.subject", { staffUid }),
    greeting: t("greetingUnnamed"),
    body: [
      {
        facts: [
          [t("deskUnusualVolume.staff"), `${staffName} (${staffUid})`],
          [t("deskUnusualVolume.at"), dayAndTime(at, locale, institution.timeZone)],
        ],
      },
      { paragraph: t(`deskUnusualVolume.${event}`, { count }) },
      { paragraph: t("deskUnusualVolume.whatNext") },
      { link: `${publicUrl}/administration/journal`, label: t("deskUnusualVolume.journal") },
    ],
  };
  return compose(letter, locale, institution, publicUrl);
}
