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
  /** Whom the line's numbers name, together: null for nobody, or for several people. */
  studentId: string | null;
  /** The card of this number. */
  known: KnownCard | null;
  /** Number of the card that the student has in force. */
  inForce: string | null;
}

export type CardEffect =
  | { outcome: Exclude<Outcome, "refuse">; reasons: Change[] }
  | { outcome: "refuse"; reasons: [Refusal] };

/**
 * What the line does to the register. A card that was lost or replaced stays so, whatever a file says: it may have been written before.
 * One that comes into force takes the place of the one that was.
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

/** What the register says of a card, and which card its holder has in force, as kept from the reading of a file to its application. */
export function seenOf(card: KnownCard | null, inForce: string | null): string {
  return [card?.state ?? "-", card?.validUntil ?? "-", inForce ?? "-"].join(" ");
}

/**
 * Whether a line still does what was foreseen. Its card is as it was, or as the line itself wants it; one that an earlier line of the
 * file replaced may be declared lost. The card that its holder had may have gone, as files say of the old before the new; another one
 * in its place is somebody's later word.
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
