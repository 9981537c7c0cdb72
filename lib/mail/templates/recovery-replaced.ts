import { letter } from "./letter";
import { notYou } from "./not-you";

interface RecoveryReplaced {
  givenName: string;
  at: Date;
  /** The link « Ce n’était pas moi »; null for an address that may not report this change. */
  reportLink: string | null;
}

/** Tells the previous address that another one, not named, replaces it: this mailbox may be somebody else's. */
export const recoveryReplaced = letter<RecoveryReplaced>(
  "recovery-replaced",
  ({ givenName, at, reportLink }, means) => ({
    subject: means.t("recoveryReplaced.subject"),
    greeting: means.t("greeting", { givenName }),
    body: [
      { paragraph: means.t("recoveryReplaced.done") },
      { facts: [[means.t("recoveryReplaced.at"), means.instant(at)]] },
      { paragraph: means.t("recoveryReplaced.wait") },
      ...notYou(reportLink, means),
    ],
  }),
);
