import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { endSessionsOfPerson } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import { findLogin } from "./queries";

export type EndSessionsOutcome = { ok: true; login: string } | { ok: false; reason: "no-session-open" | "oneself" };

/**
 * Ends, for IT, every session of the person with this directory `uid`: left open somewhere, or stolen. Their password
 * stays: whoever knows it can sign in again. Refuses one's own sessions, which « Mon compte » ends without ending this
 * one.
 */
export async function endSessions(
  { db, clock }: Pick<Services, "db" | "clock">,
  { uid, visitor, caller }: { uid: string; visitor: Visitor; caller: Caller },
): Promise<EndSessionsOutcome> {
  const login = await findLogin(db, uid);
  if (!login) return { ok: false, reason: "no-session-open" };
  return db.transaction(async (tx) => {
    const at = clock.now();
    const line = { at, kind: "session.end", actor: visitor, subject: login, caller } as const;
    const refuse = async (reason: "no-session-open" | "oneself") => {
      await record(tx, { ...line, outcome: "refused", reason });
      return { ok: false, reason } as const;
    };
    if (uid === visitor.uid) return refuse("oneself");
    const ended = await endSessionsOfPerson(tx, uid, at);
    if (ended === 0) return refuse("no-session-open");
    await record(tx, { ...line, outcome: "succeeded", details: { sessions: ended } });
    return { ok: true, login };
  });
}
