import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { findReset } from "../queries";
import { findLastPhone, takeFromPhone } from "./queries";

/**
 * Cancels the code on the desk's screen, whoever opened it. The reset returns to the desk, and staff choose how to
 * continue. A password already on its way to the directory is not stopped.
 */
export async function takeBack(
  { db, clock }: Services,
  { visitor, caller, id }: { visitor: Visitor; caller: Caller; id: string },
): Promise<void> {
  const reset = await findReset(db, id, visitor.sessionId);
  if (!reset) return;
  await db.transaction(async (tx) => {
    const at = clock.now();
    const phone = await findLastPhone(tx, id);
    if (!phone) return;
    const end = { ending: "revoked", wrongTries: phone.wrongTries } as const;
    if (!(await takeFromPhone(tx, { id: phone.id, resetId: id }, end, at))) return;
    const whom = { subject: reset.student.identifier, details: { card: reset.card.number } };
    await record(tx, { kind: "desk-reset.take-back", outcome: "succeeded", at, actor: visitor, caller, ...whom });
  });
}
