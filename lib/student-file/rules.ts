import { type AuditKind, auditKinds } from "@/lib/audit/kinds";
import type { Institution } from "@/lib/institution";
import type { Population } from "@/lib/population";

/** How many students one search shows. Beyond that, the person is asked for another word. */
export const shownStudents = 50;

/** How many journal lines a file shows. */
export const shownLines = 50;

/** What a search looks for: a card, number or identifier, recognised by its shape; otherwise names. */
export type Search =
  | { by: "card"; number: string }
  | { by: "identifier"; beginning: string }
  /** Text that can be a login or a name. */
  | { by: "login-or-name"; beginning: string; text: string }
  | { by: "student-number"; number: string }
  | { by: "name"; text: string };

/** Reads what was typed by its shape; null when there is nothing to look for. Keeps the first hundred characters. */
export function readSearch(
  text: string,
  { patterns }: Pick<Institution, "patterns">,
  population: Population,
): Search | null {
  const typed = text.normalize("NFC").trim().slice(0, 100);
  const number = typed.replaceAll(/\s/g, "").toUpperCase();
  if (population === "student" && patterns.cardNumber.test(number)) return { by: "card", number };
  if (/^[0-9]{4,}$/.test(number)) return { by: "student-number", number };
  // The institution defines what a login looks like: `dupont` may be one, and is also a name.
  if (population === "staff" && patterns.staffLogin.test(typed.toLowerCase()))
    return { by: "login-or-name", beginning: typed.toLowerCase(), text: typed };
  if (/^\S+[@.]\S*$/.test(typed)) return { by: "identifier", beginning: typed.toLowerCase() };
  return /[\p{L}\p{N}]/u.test(typed) ? { by: "name", text: typed } : null;
}

export interface Sheet {
  issuedAt: Date;
  expiresAt: Date;
  spentAt: Date | null;
  revokedAt: Date | null;
}

/** Returns the state of a sheet at `now`. */
export function sheetState(sheet: Sheet, now: Date): "good" | "expired" | "spent" | "revoked" {
  if (sheet.spentAt) return "spent";
  if (sheet.revokedAt) return "revoked";
  return sheet.expiresAt > now ? "good" : "expired";
}

/** What people may wait for that their office can give. */
export const stuckReasons = ["no-sheet", "sheet-expired", "unfinished"] as const;
export type StuckReason = (typeof stuckReasons)[number];

/** A first connection left for this many hours counts as given up. */
export const givenUpAfterHours = 1;

/**
 * Returns the kinds of journal line that an office reads: for students, all. For staff, HR’s own actions and the first
 * connection only: when and from where colleagues sign in is not their employer’s concern (it would count hours).
 */
export function kindsShown(population: Population): readonly AuditKind[] {
  if (population === "student") return auditKinds;
  return auditKinds.filter((kind) => /^(?:activation|sheet|student-file)\./.test(kind));
}
