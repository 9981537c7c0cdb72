import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { endSession } from "./queries";
import type { Visitor } from "./visitor";

/** Ends the session for good: its cookie, wherever kept, is worthless. A second call writes nothing. */
export async function signOut({ db, clock }: Services, visitor: Visitor, caller: Caller): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    if (!(await endSession(tx, visitor.sessionId, now))) return;
    await record(tx, {
      at: now,
      kind: "session.sign-out",
      outcome: "succeeded",
      actor: visitor,
      subject: visitor.login,
      caller,
    });
  });
}
