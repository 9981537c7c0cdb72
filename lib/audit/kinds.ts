/** Every kind of line that the journal may hold. A new kind asks for its words in the `journal` messages. */
export const auditKinds = [
  "activation.identity",
  "activation.recovery-email",
  "activation.recovery-email.confirmation",
  "activation.charter",
  "activation.password",
  "recovery-email.change",
  "recovery-email.confirmation",
  "charter.acceptance",
  "desk-reset.open",
  "desk-reset.hand-over",
  "desk-reset.password",
  "desk-reset.end",
  "desk-reset.unusual-volume",
  "session.sign-in",
  "session.sign-out",
  "session.unfreeze",
  "network.refused",
  "role.refused",
  "throttle.refused",
  "journal.read",
  "mail.abandoned",
  "demo.clock",
  "demo.seeded",
] as const;

export type AuditKind = (typeof auditKinds)[number];
