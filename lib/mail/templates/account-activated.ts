import { letter } from "./letter";

/** Says that the account is open: to the university address, and to the recovery address once confirmed. */
export const accountActivated = letter<{ givenName: string; identifier: string }>(
  "account-activated",
  ({ givenName, identifier }, { t, contacts, publicUrl }) => ({
    subject: t("accountActivated.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("accountActivated.done") },
      { facts: [[t("accountActivated.identifier"), identifier]] },
      { link: `${publicUrl}/mon-compte`, label: t("accountActivated.account") },
      { paragraph: t("accountActivated.notYou", contacts) },
    ],
  }),
);
