import type { AuditKind } from "@/lib/audit/kinds";
import type { PasswordProof } from "@/lib/session/prove-password";
import type { Role } from "@/lib/session/visitor";

/** Why the old password does not let this account's password be changed here. */
export type ProofRefusal = "wrong-password" | "locked" | "suspended" | "inactive";

/**
 * What the directory said of the old password; null when it is the right one. One that is too old, or that the directory wants changed, is
 * right all the same: whoever changes it does what is asked.
 */
export function whyNotProven(proof: Exclude<PasswordProof, { reason: "near-lockout" }>): ProofRefusal | null {
  if (proof.ok) return proof.person.state === "active" ? null : "inactive";
  const { reason, person } = proof;
  if (reason === "password-expired" || reason === "must-change") {
    if (person?.state === "suspended") return "suspended";
    return person?.state === "active" ? null : "inactive";
  }
  return reason === "unknown" ? "wrong-password" : reason;
}

/** How far back a student reads what happened to their account, and how many lines that are shown. */
export const eventDays = 90;
export const shownEvents = 20;

/** The lines of the journal that tell a student something, when they succeeded. */
export const eventKinds = [
  "activation.password",
  "desk-reset.password",
  "forgotten-password.request",
  "forgotten-password.password",
  "own-account.password",
  "own-account.sessions",
  "own-account.export",
  "personal-data.export",
  "recovery-email.change",
  "recovery-email.confirmation",
  "card.lost",
  "account-block.report",
  "account-block.suspend",
] as const satisfies readonly AuditKind[];
export type EventKind = (typeof eventKinds)[number];

/** One of them, or the sign-ins of one day that were refused. */
export type OwnEvent = Place & ({ kind: EventKind; count: 1 } | { kind: "session.sign-in"; count: number });

interface Place {
  at: Date;
  /** The internal network that it was done from; null outside, and where several places are meant. */
  network: string | null;
  /** The roles of the member of staff who did it; null when it was the student. */
  staffRoles: readonly Role[] | null;
}

/** Both lists as one, newest first, no longer than what is shown. */
export function inOrder(events: readonly OwnEvent[], refused: readonly OwnEvent[]): OwnEvent[] {
  return [...events, ...refused].sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, shownEvents);
}

/** True of what a member of staff does for a student. */
export function staffActs(kind: OwnEvent["kind"]): boolean {
  const acts = ["desk-reset.password", "card.lost", "account-block.suspend", "personal-data.export"];
  return acts.includes(kind);
}
