import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { end, type Reset } from "./queries";

export interface EndReset {
  reset: Reset;
  state: "cancelled" | "expired";
  visitor: Visitor;
  caller: Caller;
}

/** Ends a reset without a new password, and records it. Has no effect on a reset that has already ended. */
export async function endReset({ db, clock }: Services, { reset, state, visitor, caller }: EndReset): Promise<void> {
  await db.transaction(async (tx) => {
    const at = clock.now();
    if (!(await end(tx, reset.id, state, at))) return;
    const whom = { subject: reset.student.identifier, details: { card: reset.card.number } };
    await record(tx, {
      kind: "desk-reset.end",
      outcome: "succeeded",
      reason: state,
      at,
      actor: visitor,
      caller,
      ...whom,
    });
  });
}
