import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { loseCard, selectStudent } from "./queries";

export type LostCardOutcome = { ok: true } | { ok: false; reason: "unknown-student" | "card-not-in-force" };

/**
 * Declares a card in force of this student lost: from then on no desk accepts it, not even for a reset that it opened.
 * A lost card stays lost: a student who finds it gets a new one.
 */
export async function declareCardLost(
  { db, clock }: Services,
  asked: { identifier: string; cardNumber: string; visitor: Visitor; caller: Caller },
): Promise<LostCardOutcome> {
  const { identifier, cardNumber, visitor, caller } = asked;
  const student = await selectStudent(db, { identifier, population: "student" });
  if (!student) return { ok: false, reason: "unknown-student" };
  return db.transaction(async (tx) => {
    const isLost = await loseCard(tx, cardNumber, student.id);
    await record(tx, {
      at: clock.now(),
      kind: "card.lost",
      outcome: isLost ? "succeeded" : "refused",
      reason: isLost ? null : "card-not-in-force",
      subject: identifier,
      actor: visitor,
      caller,
      details: isLost ? { card: cardNumber } : undefined,
    });
    return isLost ? { ok: true } : { ok: false, reason: "card-not-in-force" };
  });
}
