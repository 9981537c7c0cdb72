import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { endSessionsOfPerson } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";

/** Ends every session of this person except the current one. Returns how many; records nothing when there was none. */
export async function closeOtherSessions(
  { db, clock }: Pick<Services, "db" | "clock">,
  { visitor, caller }: { visitor: Visitor; caller: Caller },
): Promise<number> {
  return db.transaction(async (tx) => {
    const at = clock.now();
    const closed = await endSessionsOfPerson(tx, visitor.uid, at, visitor.sessionId);
    if (closed === 0) return 0;
    const line = { at, kind: "own-account.sessions", actor: visitor, subject: visitor.login, caller } as const;
    await record(tx, { ...line, outcome: "succeeded", details: { sessions: closed } });
    return closed;
  });
}
