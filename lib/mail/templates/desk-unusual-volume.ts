import { letter } from "./letter";

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
export const deskUnusualVolume = letter<DeskUnusualVolume>(
  "desk-unusual-volume",
  ({ staffName, staffUid, event, count, at }, { t, instant, publicUrl }) => ({
    subject: t("deskUnusualVolume.subject", { staffUid }),
    greeting: t("greetingUnnamed"),
    body: [
      {
        facts: [
          [t("deskUnusualVolume.staff"), `${staffName} (${staffUid})`],
          [t("deskUnusualVolume.at"), instant(at)],
        ],
      },
      { paragraph: t(`deskUnusualVolume.${event}`, { count }) },
      { paragraph: t("deskUnusualVolume.whatNext") },
      { link: `${publicUrl}/administration/journal`, label: t("deskUnusualVolume.journal") },
    ],
  }),
);
