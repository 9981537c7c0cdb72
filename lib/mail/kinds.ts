/** Every kind of mail that the service sends. A new kind needs its words in the `statistics` messages. */
export const mailKinds = [
  "account-activated",
  "account-blocked",
  "change-reported",
  "desk-change-reported",
  "desk-unusual-volume",
  "password-changed",
  "password-link",
  "password-reset",
  "recovery-confirmation",
  "recovery-confirmed",
  "recovery-replaced",
] as const;

export type MailKind = (typeof mailKinds)[number];

/** The kinds whose subject ends with the name of the person whom the mail is about, in every language. */
export const kindsNamingSomebody: readonly MailKind[] = ["change-reported", "desk-unusual-volume"];
