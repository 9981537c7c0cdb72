import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { lockSession } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import type { HandOverOutcome } from "../hand-over";
import { findReset, markHandedOver } from "../queries";
import { openMinutes } from "../rules";
import { phoneToken } from "./code";
import { insertPhone } from "./queries";

/**
 * Hands the reset over to the student's own phone for `openMinutes`, through a code on the desk's screen. The staff
 * session is not frozen: nobody else has the keyboard (decision 24).
 */
export async function handToPhone(
  { db, clock, env }: Services,
  { visitor, caller, id }: { visitor: Visitor; caller: Caller; id: string },
): Promise<HandOverOutcome> {
  const { sessionId } = visitor;
  const reset = await findReset(db, id, sessionId);
  if (!reset) return { ok: false, reason: "not-found" };
  return db.transaction(async (tx) => {
    const at = clock.now();
    const expiresAt = new Date(at.getTime() + openMinutes * 60_000);
    const phoneId = randomUUID();
    await lockSession(tx, sessionId);
    if (!(await markHandedOver(tx, { id, sessionId }, at, expiresAt))) return { ok: false, reason: "over" };
    await insertPhone(tx, { id: phoneId, resetId: id, tokenHash: hashToken(phoneToken(env, phoneId)), startedAt: at });
    const whom = { subject: reset.student.identifier, details: { card: reset.card.number, phone: true } };
    await record(tx, { kind: "desk-reset.hand-over", outcome: "succeeded", at, actor: visitor, caller, ...whom });
    return { ok: true };
  });
}
