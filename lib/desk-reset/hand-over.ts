import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { freezeSession, lockSession } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import { findReset, markHandedOver } from "./queries";
import { openMinutes } from "./rules";

export type HandOverOutcome = { ok: true } | { ok: false; reason: "not-found" | "over" };

/**
 * Gives the screen to the student for `openMinutes`, and freezes the staff session in the same transaction: until the
 * staff password is given, the session can do nothing but this reset.
 */
export async function handOver(
  { db, clock }: Services,
  { visitor, caller, id }: { visitor: Visitor; caller: Caller; id: string },
): Promise<HandOverOutcome> {
  const reset = await findReset(db, id, visitor.sessionId);
  if (!reset) return { ok: false, reason: "not-found" };
  return db.transaction(async (tx) => {
    const at = clock.now();
    const expiresAt = new Date(at.getTime() + openMinutes * 60_000);
    await lockSession(tx, visitor.sessionId);
    if (!(await markHandedOver(tx, { id, sessionId: visitor.sessionId }, at, expiresAt)))
      return { ok: false, reason: "over" };
    await freezeSession(tx, visitor.sessionId, at);
    const whom = { subject: reset.student.identifier, details: { card: reset.card.number } };
    await record(tx, { kind: "desk-reset.hand-over", outcome: "succeeded", at, actor: visitor, caller, ...whom });
    return { ok: true };
  });
}
