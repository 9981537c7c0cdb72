import { isStaffToo } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { usableFrom } from "@/lib/recovery-email/rules";

const minute = 60_000;

/** How long a mailed link is valid. The window of `linksToOneStudent` in lib/throttle is half of it. */
export const linkMinutes = 30;

/** How long a request waits for an unavailable directory. By then, the person has asked again or gone to a desk. */
export const givenUpAfter = 30 * minute;

/**
 * How long a process keeps a request that it takes. After that it must have stopped, and the request is taken again.
 * Twelve calls to the directory. Milliseconds.
 */
export const takenFor = minute;

/** Returns when to ask an unavailable directory again, after `attempts` attempts (1 or more). */
export function nextAttempt(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(attempts * 10_000, minute));
}

/** Why this account’s password may not be changed here. */
export type AccountRefusal = "also-staff" | "account-suspended" | "account-not-activated";

/**
 * Returns why this account's password may not be changed here; null when it may. Checked when a link is requested, and
 * again before the password is set.
 */
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
  /** The holder reported a change that they did not make. */
  isBlocked: boolean;
  /** The confirmed address in use. */
  address: { confirmedAt: Date | null; tookOver: boolean } | null;
}

/** Returns why no link can be mailed, as far as our own register knows. */
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
  /** When the address that it was mailed to was withdrawn. */
  withdrawnAt: Date | null;
  isBlocked: boolean;
}

/** Returns the link's state. `over`: too old, superseded by another password or address, or blocked. */
export function linkState(link: LinkProgress | null, now: Date): "live" | "used" | "over" {
  if (!link) return "over";
  if (link.usedAt) return "used";
  return link.endedAt || link.withdrawnAt || link.isBlocked || link.expiresAt <= now ? "over" : "live";
}
