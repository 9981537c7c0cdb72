import { isStaffToo } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { usableFrom } from "@/lib/recovery-email/rules";

const minute = 60_000;

/** How long a mailed link is good for. `linksToOneStudent` of lib/throttle is about half of it. */
export const linkMinutes = 30;

/** A request that the directory could not answer for so long is given up: whoever asked has asked again, or gone to a desk. */
export const givenUpAfter = 30 * minute;

/** Whoever takes a request answers it within that time, or has stopped: then it is taken again. Twelve calls to the directory. Milliseconds. */
export const takenFor = minute;

/** When to ask an absent directory again, after `attempts` times (1 or more). */
export function nextAttempt(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(attempts * 10_000, minute));
}

/** Why this account’s password is not changed here. */
export type AccountRefusal = "also-staff" | "account-suspended" | "account-not-activated";

/** Asked when a link is asked for, and again before the password; null when nothing stands in the way. */
export function whyNotChangeable(
  person: Pick<DirectoryPerson, "affiliations" | "groups" | "state"> | null,
): AccountRefusal | null {
  if (!person) return "account-not-activated";
  if (isStaffToo(person)) return "also-staff";
  if (person.state === "suspended") return "account-suspended";
  return person.state === "active" ? null : "account-not-activated";
}

export type RegisterRefusal =
  | "unknown-identifier"
  | "account-not-activated"
  | "account-blocked"
  | "no-recovery-email"
  | "recovery-email-too-new";

export interface Asked {
  activatedAt: Date | null;
  /** Its holder reported a change that was not theirs. */
  isBlocked: boolean;
  /** The confirmed address in use. */
  address: { confirmedAt: Date | null; tookOver: boolean } | null;
}

/** Why no link can be mailed, as far as our own register tells. */
export function whyNoLink(student: Asked | null, now: Date): RegisterRefusal | null {
  if (!student) return "unknown-identifier";
  if (!student.activatedAt) return "account-not-activated";
  if (student.isBlocked) return "account-blocked";
  const { address } = student;
  if (!address?.confirmedAt) return "no-recovery-email";
  const { confirmedAt, tookOver } = address;
  return usableFrom({ confirmedAt, tookOver }) > now ? "recovery-email-too-new" : null;
}

export interface LinkProgress {
  expiresAt: Date;
  usedAt: Date | null;
  endedAt: Date | null;
  /** When the address that it was mailed to was given up. */
  withdrawnAt: Date | null;
  isBlocked: boolean;
}

/** `over`: too old, or overtaken by another password or another address. */
export function linkState(link: LinkProgress | null, now: Date): "live" | "used" | "over" {
  if (!link) return "over";
  if (link.usedAt) return "used";
  return link.endedAt || link.withdrawnAt || link.isBlocked || link.expiresAt <= now ? "over" : "live";
}
