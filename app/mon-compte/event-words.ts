import type { OwnEvent } from "@/lib/own-account/rules";
import type { Messages } from "@/messages/catalogue";

type Words = keyof Messages["account"]["events"]["kind"];

/** The key of each event's sentence, under `account.events.kind`. Does not compile when a kind has none. */
const words: Record<OwnEvent["kind"], Words> = {
  "activation.password": "activation-password",
  "desk-reset.password": "desk-reset-password",
  "forgotten-password.request": "forgotten-password-request",
  "forgotten-password.password": "forgotten-password-password",
  "own-account.password": "own-account-password",
  "own-account.sessions": "own-account-sessions",
  "session.end": "session-end",
  "own-account.export": "own-account-export",
  "personal-data.export": "personal-data-export",
  "recovery-email.change": "recovery-email-change",
  "recovery-email.confirmation": "recovery-email-confirmation",
  "card.lost": "card-lost",
  "account-block.report": "account-block-report",
  "account-block.suspend": "account-block-suspend",
  "session.sign-in": "session-sign-in",
};

export function eventWord(kind: OwnEvent["kind"]): Words {
  return words[kind];
}
