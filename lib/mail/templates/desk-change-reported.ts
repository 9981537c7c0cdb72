import { letter } from "./letter";

/** Tells the member of staff at whose desk a password was changed that the student denies having done it. */
export const deskChangeReported = letter<{ identifier: string; name: string; at: Date }>(
  "desk-change-reported",
  ({ identifier, name, at }, { t, instant }) => ({
    subject: t("deskChangeReported.subject"),
    greeting: t("greetingUnnamed"),
    body: [
      { paragraph: t("deskChangeReported.why") },
      {
        facts: [
          [t("deskChangeReported.student"), `${name} (${identifier})`],
          [t("deskChangeReported.at"), instant(at)],
        ],
      },
      { paragraph: t("deskChangeReported.next") },
    ],
  }),
);
