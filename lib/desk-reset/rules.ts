import type { BlockState } from "@/lib/account-block/queries";
import { isStaffToo } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Role } from "@/lib/session/visitor";

/** How long a reset stays open after its opening, and again after it is handed over. */
export const openMinutes = 5;

/** The roles that may help a student at a desk. */
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
    /** The last day on which the card is valid, `YYYY-MM-DD`. */
    validUntil: string;
    /** `block`: set when the holder reported a change; `suspended` once staff suspended the account for that. */
    student: { activatedAt: Date | null; block: BlockState };
  } | null;
  /** The institution's current day, `YYYY-MM-DD`. */
  today: string;
  /** The directory's `uid` of the member of staff. */
  staffUid: string;
  /** The card's holder, as the directory describes them at this moment. */
  person: Pick<DirectoryPerson, "uid" | "affiliations" | "groups" | "state"> | null;
}

/**
 * Returns the first reason, in the order that the contract sets, why this student's password may not be reset here;
 * null when there is none.
 */
export function whyNotResettable({ card, today, staffUid, person }: ResetQuestion): ResetRefusal | null {
  if (!card) return "unknown-card";
  if (card.state !== "in-force" || card.validUntil < today) return "card-not-in-force";
  if (!person) return "account-not-activated";
  if (person.uid === staffUid) return "oneself";
  if (isStaffToo(person)) return "also-staff";
  // A person who has left is no longer a student, whatever the date on the card.
  if (!person.affiliations.includes("student")) return "card-not-in-force";
  // The card lifts a suspension that follows the holder's report; only IT lifts one that it set itself.
  const isOwnReport = person.state === "suspended" && card.student.block === "suspended";
  if (person.state === "suspended" && !isOwnReport) return "account-suspended";
  const isOpen = person.state === "active" || isOwnReport;
  // Both must agree: a reset must not open an account that the directory calls active when its charter was never
  // accepted here.
  return isOpen && card.student.activatedAt ? null : "account-not-activated";
}

export interface ResetProgress {
  channel: "page" | "api";
  state: "opened" | "handed-over" | "completed" | "cancelled" | "expired";
  expiresAt: Date;
  claimedUntil: Date | null;
  /** The code that a phone may open the reset with. */
  phoneId: string | null;
}

/** True while the reset can still be completed: in time, or with its password on the way to the directory. */
export function isLive(
  { state, expiresAt, claimedUntil }: Pick<ResetProgress, "state" | "expiresAt" | "claimedUntil">,
  now: Date,
): boolean {
  if (state !== "opened" && state !== "handed-over") return false;
  return expiresAt > now || isClaimed({ claimedUntil }, now);
}

/** True while a password of the reset's student is on its way to the directory, from here or from elsewhere. */
export function isClaimed({ claimedUntil }: Pick<ResetProgress, "claimedUntil">, now: Date): boolean {
  return claimedUntil !== null && claimedUntil > now;
}

/** True when the session may act on this reset. A frozen session has only its panel, whatever it opened before. */
export function isWithinReach({ state }: Pick<ResetProgress, "state">, { isFrozen }: { isFrozen: boolean }): boolean {
  return !isFrozen || state !== "opened";
}

/**
 * True when a password may be sent from here. From the desk, the screen must have been handed over, except in the API,
 * which has no screen. From a phone, the reset must be handed over to that phone.
 */
export function isStudentsTurn(
  { channel, state, phoneId }: Pick<ResetProgress, "channel" | "state" | "phoneId">,
  fromPhone: string | null,
): boolean {
  if (state === "handed-over") return phoneId === fromPhone;
  return channel === "api" && state === "opened" && fromPhone === null;
}
