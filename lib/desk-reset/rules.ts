import { worksHere } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";

/** How long a reset stays open, from its opening and again from the moment when the screen is handed over. */
export const openMinutes = 5;

/** Who may help a student at a desk. */
export const deskRoles = ["staff", "student-life", "kiosk"] as const;

export type ResetRefusal =
  | "unknown-card"
  | "card-not-in-force"
  | "oneself"
  | "also-staff"
  | "account-suspended"
  | "account-not-activated";

export interface ResetQuestion {
  card: { state: "in-force" | "lost" | "replaced"; validUntil: string } | null;
  /** The institution's day, `AAAA-MM-JJ`. */
  today: string;
  /** The directory's `uid` of the member of staff. */
  staffUid: string;
  /** The card's holder, as the directory knows them at this instant. */
  person: Pick<DirectoryPerson, "uid" | "affiliations" | "state"> | null;
}

/** Why this student's password may not be reset here, or null. The first reason, in the order that the contract sets. */
export function whyNotResettable({ card, today, staffUid, person }: ResetQuestion): ResetRefusal | null {
  if (!card) return "unknown-card";
  if (card.state !== "in-force" || card.validUntil < today) return "card-not-in-force";
  if (!person) return "account-not-activated";
  if (person.uid === staffUid) return "oneself";
  if (worksHere(person.affiliations)) return "also-staff";
  // Who has left is no student any more, whatever the date on the card.
  if (!person.affiliations.includes("student")) return "card-not-in-force";
  if (person.state === "suspended") return "account-suspended";
  return person.state === "active" ? null : "account-not-activated";
}
