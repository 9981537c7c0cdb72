import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import { recordingFailure } from "@/lib/directory-change/recording-failure";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { endProofs, endSessionsOfPerson } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import { findBlocked } from "./find-blocked";
import { findBlock, markSuspended } from "./queries";

export interface SuspendBlocked {
  visitor: Visitor;
  caller: Caller;
  student: { id: string; identifier: string };
}

/** `suspended-by-it`: the account is already suspended, but not because of the report. */
type SuspendRefusal = "not-blocked" | "no-entry" | "suspended-by-it";

/** `lifted-meanwhile`: a desk lifted the block while the directory was being written, and the account was restored. */
export type SuspendOutcome = { ok: true } | { ok: false; reason: SuspendRefusal | "lifted-meanwhile" };

/**
 * Suspends in the directory an account whose holder reported a change, once staff confirm it, and ends its sessions
 * here, since the password was valid until then. The block records it first, so that a desk that lifts the block also
 * restores the account. Refuses an account that IT suspended for its own reasons: only IT restores it, so the block
 * must not record it. Throws `Unavailable`; staff can then try again.
 */
export async function suspendBlocked(services: Services, request: SuspendBlocked): Promise<SuspendOutcome> {
  const { db, clock, directory } = services;
  const { visitor, caller, student } = request;
  const about = { kind: "account-block.suspend", actor: visitor, subject: student.identifier, caller } as const;
  const refuse = async (reason: SuspendRefusal) => {
    await record(db, { ...about, at: clock.now(), outcome: "refused", reason });
    return { ok: false, reason } as const;
  };
  const found = await findBlocked(services, student);
  if (!found.ok) return refuse(found.reason);
  const { block, person } = found;
  if (person.state === "suspended" && !block.suspendedAt) return refuse("suspended-by-it");
  const line = { ...about, operationId: randomUUID() };
  const signOut = async (tx: Database, at: Date) => {
    await endProofs(tx, person.uid, at);
    await endSessionsOfPerson(tx, person.uid, at);
  };
  if (person.state === "suspended") {
    // A previous attempt suspended the account and may have stopped there.
    await db.transaction(async (tx) => {
      const at = clock.now();
      await signOut(tx, at);
      await record(tx, { ...about, at, outcome: "succeeded" });
    });
    return { ok: true };
  }
  const isBegun = await db.transaction(async (tx) => {
    const at = clock.now();
    await signOut(tx, at);
    if (!(await markSuspended(tx, block.id, at, visitor.uid))) return false;
    await record(tx, { ...line, at, outcome: "begun" });
    return true;
  });
  if (!isBegun) return refuse("not-blocked");
  await recordingFailure(services, line, () => directory.suspend(person));
  // The account is now suspended in the directory: if anything fails from here on, the line stays open.
  const isStillBlocked = (await findBlock(db, student.id))?.id === block.id;
  if (!isStillBlocked) await directory.activate(person);
  const reason = isStillBlocked ? null : "lifted-meanwhile";
  await db.transaction(async (tx) => {
    const at = clock.now();
    // Again: until the account was suspended in the directory, the password still opened sessions.
    if (!reason) await signOut(tx, at);
    await record(tx, { ...line, at, outcome: reason ? "refused" : "succeeded", reason });
  });
  return reason ? { ok: false, reason } : { ok: true };
}
