import { letter } from "./letter";

interface RecoveryConfirmation {
  /** Six digits. */
  code: string;
  /** Built from `publicUrl` by the code that made its token. */
  link: string;
  /** When both the code and the link expire. */
  expiresAt: Date;
}

/** Asks an address to confirm itself. Names nobody, since it may be a stranger's. */
export const recoveryConfirmation = letter<RecoveryConfirmation>(
  "recovery-confirmation",
  ({ code, link, expiresAt }, { t, instant }) => ({
    subject: t("recoveryConfirmation.subject"),
    greeting: t("greetingUnnamed"),
    body: [
      { paragraph: t("recoveryConfirmation.why") },
      { code, label: t("recoveryConfirmation.code") },
      { link, label: t("recoveryConfirmation.link") },
      { paragraph: t("recoveryConfirmation.until", { until: instant(expiresAt) }) },
      { paragraph: t("recoveryConfirmation.notYou") },
    ],
  }),
);
