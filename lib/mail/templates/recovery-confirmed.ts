import { letter } from "./letter";
import { notYou } from "./not-you";

/** Tells the university address that this other address can restore the account from now on. */
export const recoveryConfirmed = letter<{ givenName: string; email: string; reportLink: string | null }>(
  "recovery-confirmed",
  ({ givenName, email, reportLink }, means) => ({
    subject: means.t("recoveryConfirmed.subject"),
    greeting: means.t("greeting", { givenName }),
    body: [
      { facts: [[means.t("recoveryConfirmed.email"), email]] },
      { paragraph: means.t("recoveryConfirmed.done") },
      ...notYou(reportLink, means),
    ],
  }),
);
