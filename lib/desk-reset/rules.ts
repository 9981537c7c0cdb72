import type { BlockState } from "@/lib/account-block/queries";
import { isStaffToo } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Role } from "@/lib/session/visitor";

/** How long a reset stays open, from its opening and again from the moment when the screen is handed over. */
export const openMinutes = 5;

/** Who may help a student at a desk. */
export const deskRoles = ["staff", "student-life", "kiosk"] as const satisfies readonly Role[];

export type ResetRefusal =
  | "unknown-card"
  | "card-not-in-force"
  | "oneself"
  | "also-staff"
  | "account-suspended"
  | "account-not-activated";

export interface ResetQuestion {
  card: {
    state: "in-force" | "lost" | "replaced";
    /** The last day that it is good for, `YYYY-MM-DD`. */
    validUntil: string;
    /** `block`: of an account whose holder reported a change; `suspended` once staff shut it in the directory for that. */
    student: { activatedAt: Date | null; block: BlockState };
  } | null;
  /** The institution's day, `YYYY-MM-DD`. */
  today: string;
  /** The directory's `uid` of the member of staff. */
  staffUid: string;
  /** The card's holder, as the directory knows them at this instant. */
  person: Pick<DirectoryPerson, "uid" | "affiliations" | "groups" | "state"> | null;
}

/** Why this student's password may not be reset here, or null. The first reason, in the order that the contract sets. */
export function whyNotResettable({ card, today, staffUid, person }: ResetQuestion): ResetRefusal | null {
  if (!card) return "unknown-card";
  if (card.state !== "in-force" || card.validUntil < today) return "card-not-in-force";
  if (!person) return "account-not-activated";
  if (person.uid === staffUid) return "oneself";
  if (isStaffToo(person)) return "also-staff";
  // Who has left is no student any more, whatever the date on the card.
  if (!person.affiliations.includes("student")) return "card-not-in-force";
  // What its holder reported is lifted by the card; what IT suspended on its own, by IT.
  const isOwnReport = person.state === "suspended" && card.student.block === "suspended";
  if (person.state === "suspended" && !isOwnReport) return "account-suspended";
  const isOpen = person.state === "active" || isOwnReport;
  // Both must say so: an account that the directory calls active, and whose charter nobody accepted here, is not opened by a reset.
  return isOpen && card.student.activatedAt ? null : "account-not-activated";
}

export interface ResetProgress {
  channel: "page" | "api";
  state: "opened" | "handed-over" | "completed" | "cancelled" | "expired";
  expiresAt: Date;
  claimedUntil: Date | null;
  /** The code that a phone may open it by. */
  phoneId: string | null;
}

/** True while something can still become of it: in time, or its password on the way to the directory. */
export function isLive(
  { state, expiresAt, claimedUntil }: Pick<ResetProgress, "state" | "expiresAt" | "claimedUntil">,
  now: Date,
): boolean {
  if (state !== "opened" && state !== "handed-over") return false;
  return expiresAt > now || isClaimed({ claimedUntil }, now);
}

/** True while a password of its student is on its way to the directory, from here or from elsewhere. */
export function isClaimed({ claimedUntil }: Pick<ResetProgress, "claimedUntil">, now: Date): boolean {
  return claimedUntil !== null && claimedUntil > now;
}

/** True when the session may touch this reset: once frozen, it has its panel and nothing else, whatever else it had opened before. */
export function isWithinReach({ state }: Pick<ResetProgress, "state">, { isFrozen }: { isFrozen: boolean }): boolean {
  return !isFrozen || state !== "opened";
}

/**
 * True when a password may be sent from here: the screen is the student's, or there is no screen to hand over; from a phone, when the reset
 * is handed over to this one.
 */
export function isStudentsTurn(
  { channel, state, phoneId }: Pick<ResetProgress, "channel" | "state" | "phoneId">,
  fromPhone: string | null,
): boolean {
  if (state === "handed-over") return phoneId === fromPhone;
  return channel === "api" && state === "opened" && fromPhone === null;
}
