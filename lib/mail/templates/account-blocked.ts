import { letter } from "./letter";
import type { ChangeWord } from "./words";

interface AccountBlocked {
  givenName: string;
  /** What was reported, and when it had been changed. */
  change: ChangeWord;
  at: Date;
}

/** Tells a student whose change was reported, by them or in their name, what is blocked and how to unblock it. */
export const accountBlocked = letter<AccountBlocked>(
  "account-blocked",
  ({ givenName, change, at }, { t, instant, contacts }) => ({
    subject: t("accountBlocked.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("accountBlocked.done") },
      {
        facts: [
          [t("accountBlocked.change"), t(`changes.${change}`)],
          [t("accountBlocked.at"), instant(at)],
        ],
      },
      { paragraph: t("accountBlocked.next") },
      { paragraph: t("accountBlocked.unknown", contacts) },
    ],
  }),
);
