import type { Change, Outcome, Refusal } from "../reasons";
import type { Card } from "./read-card";

/** A card as the register knows it. */
export interface KnownCard {
  studentId: string;
  validUntil: string;
  state: Card["state"];
}

export interface CardQuestion {
  line: Card;
  /** The student whom all of the line's numbers name; null for nobody, or for several people. */
  studentId: string | null;
  /** The card of this number. */
  known: KnownCard | null;
  /** Number of the student's card in force. */
  inForce: string | null;
}

export type CardEffect =
  | { outcome: Exclude<Outcome, "refuse">; reasons: Change[] }
  | { outcome: "refuse"; reasons: [Refusal] };

/**
 * Returns what the line does to the register. A lost or replaced card never comes back into force: the file may be
 * older. A card that comes into force replaces the previous one.
 */
export function cardEffect({ line, studentId, known, inForce }: CardQuestion): CardEffect {
  if (!studentId) return { outcome: "refuse", reasons: ["unknown-student"] };
  if (known && known.studentId !== studentId) return { outcome: "refuse", reasons: ["card-of-another"] };
  if (known && known.state !== "in-force" && line.state === "in-force")
    return { outcome: "refuse", reasons: ["card-ended"] };
  const replaces = line.state === "in-force" && inForce !== null && inForce !== line.number;
  const reasons: Change[] = replaces ? ["replaces-card"] : [];
  if (!known) return { outcome: "create", reasons: ["new-card", ...reasons] };
  if (known.state !== line.state) reasons.push("card-state");
  if (known.validUntil !== line.validUntil) reasons.push("card-validity");
  return { outcome: reasons.length > 0 ? "change" : "unchanged", reasons };
}

/** Returns what the register says about a card, and its holder's card in force, kept from reading to application. */
export function seenOf(card: KnownCard | null, inForce: string | null): string {
  return [card?.state ?? "-", card?.validUntil ?? "-", inForce ?? "-"].join(" ");
}

/**
 * True when a line still does what was foreseen. Its card must be as it was, or as the line wants it; a line may also
 * declare lost a card that an earlier line replaced. The holder's former card may be gone, since files give the old
 * card before the new; a different one in its place was given by somebody since.
 */
export function stillHolds(line: Card, seen: string, now: string): boolean {
  const [seenState, seenUntil, seenInForce] = seen.split(" ");
  const [state, until, inForce] = now.split(" ");
  const isStateKept = state === seenState || state === line.state || (state === "replaced" && line.state === "lost");
  const isUntilKept = until === seenUntil || until === line.validUntil;
  const isHolderKept =
    line.state !== "in-force" || inForce === "-" || inForce === seenInForce || inForce === line.number;
  return isStateKept && isUntilKept && isHolderKept;
}
