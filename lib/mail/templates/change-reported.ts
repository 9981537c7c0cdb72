import { letter } from "./letter";
import type { ChangeWord } from "./words";

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
export const changeReported = letter<ChangeReported>(
  "change-reported",
  ({ identifier, name, change, at, network, staffLogin }, { t, instant, publicUrl }) => {
    const facts: [string, string][] = [
      [t("changeReported.student"), `${name} (${identifier})`],
      [t("changeReported.change"), t(`changes.${change}`)],
      [t("changeReported.at"), instant(at)],
      [t("changeReported.place"), network ? t("changeReported.inside", { network }) : t("changeReported.outside")],
    ];
    if (staffLogin) facts.push([t("changeReported.staff"), staffLogin]);
    return {
      subject: t("changeReported.subject", { identifier }),
      greeting: t("greetingUnnamed"),
      body: [
        { paragraph: t("changeReported.why") },
        { facts },
        { paragraph: t("changeReported.next") },
        { link: `${publicUrl}/administration/signalements`, label: t("changeReported.open") },
      ],
    };
  },
);
