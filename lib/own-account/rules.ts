import type { AuditKind } from "@/lib/audit/kinds";
import type { PasswordProof } from "@/lib/session/prove-password";
import type { Role } from "@/lib/session/visitor";

/** Why the old password does not allow a change of password here. */
export type ProofRefusal = "wrong-password" | "locked" | "suspended" | "inactive";

/**
 * Returns why the directory's answer about the old password refuses the change; null for the right one. An expired
 * password, or one that the directory wants changed, is right too: the change is what it asks for.
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

/** How many days of events a student sees, and how many lines. */
export const eventDays = 90;
export const shownEvents = 20;

/** The kinds of journal lines that a student sees, when they succeeded. */
export const eventKinds = [
  "activation.password",
  "desk-reset.password",
  "forgotten-password.request",
  "forgotten-password.password",
  "own-account.password",
  "own-account.sessions",
  "session.end",
  "own-account.export",
  "personal-data.export",
  "recovery-email.change",
  "recovery-email.confirmation",
  "card.lost",
  "account-block.report",
  "account-block.suspend",
] as const satisfies readonly AuditKind[];
export type EventKind = (typeof eventKinds)[number];

/** One of these kinds, or the refused sign-ins of one day. */
export type OwnEvent = Place & ({ kind: EventKind; count: 1 } | { kind: "session.sign-in"; count: number });

interface Place {
  at: Date;
  /** The internal network from which it was done; null outside, and when several places are possible. */
  network: string | null;
  /** The roles of the member of staff who did it; null when it was the student. */
  staffRoles: readonly Role[] | null;
}

/** Merges both lists, newest first, and keeps as many as are shown. */
export function inOrder(events: readonly OwnEvent[], refused: readonly OwnEvent[]): OwnEvent[] {
  return [...events, ...refused].sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, shownEvents);
}

/** True for what a member of staff does for a student. */
export function staffActs(kind: OwnEvent["kind"]): boolean {
  const acts = ["desk-reset.password", "card.lost", "account-block.suspend", "personal-data.export", "session.end"];
  return acts.includes(kind);
}
