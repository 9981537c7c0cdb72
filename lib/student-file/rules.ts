import { type AuditKind, auditKinds } from "@/lib/audit/kinds";
import type { Institution } from "@/lib/institution";
import type { Population } from "@/lib/population";

/** How many students one search shows. Whoever gets more is asked for a word more. */
export const shownStudents = 50;

/** How many lines of the journal a file shows. */
export const shownLines = 50;

/** What a search looks for: a card, a number or an identifier by their shapes, names otherwise. */
export type Search =
  | { by: "card"; number: string }
  | { by: "identifier"; beginning: string }
  /** What a login and a name may both look like. */
  | { by: "login-or-name"; beginning: string; text: string }
  | { by: "student-number"; number: string }
  | { by: "name"; text: string };

/** What was typed, read as what it looks like; null when there is nothing to look for. `text` of a hundred characters at most. */
export function readSearch(
  text: string,
  { patterns }: Pick<Institution, "patterns">,
  population: Population,
): Search | null {
  const typed = text.normalize("NFC").trim().slice(0, 100);
  const number = typed.replaceAll(/\s/g, "").toUpperCase();
  if (population === "student" && patterns.cardNumber.test(number)) return { by: "card", number };
  if (/^[0-9]{4,}$/.test(number)) return { by: "student-number", number };
  // The institution says what a login looks like: `dupont` may be one, and is a name too.
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

/** Where a sheet stands at `now`. */
export function sheetState(sheet: Sheet, now: Date): "good" | "expired" | "spent" | "revoked" {
  if (sheet.spentAt) return "spent";
  if (sheet.revokedAt) return "revoked";
  return sheet.expiresAt > now ? "good" : "expired";
}

/** Who waits for something that their office can give, by what is missing. */
export const stuckReasons = ["no-sheet", "sheet-expired", "unfinished"] as const;
export type StuckReason = (typeof stuckReasons)[number];

/** A first connection begun and left for this long is one that somebody gave up. */
export const givenUpAfterHours = 1;

/**
 * Of whom an office reads which lines of the journal: of students, all. Of staff, what HR themselves do and the first connection: when colleagues
 * sign in, and from where, is no business of their employer’s (it would count hours).
 */
export function kindsShown(population: Population): readonly AuditKind[] {
  if (population === "student") return auditKinds;
  return auditKinds.filter((kind) => /^(?:activation|sheet|student-file)\./.test(kind));
}
