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

/** `suspended-by-it`: it is shut already, and not for what its holder reported. */
type SuspendRefusal = "not-blocked" | "no-entry" | "suspended-by-it";

/** `lifted-meanwhile`: a desk lifted the block while the directory was being written, and the account was opened again. */
export type SuspendOutcome = { ok: true } | { ok: false; reason: SuspendRefusal | "lifted-meanwhile" };

/**
 * Shuts in the directory an account whose holder reported a change, once staff confirm it, and ends its sessions here: the password was
 * good until now. The block says so first, so that a desk which lifts it opens the account too. What IT shut on its own before stays IT's
 * to open: the block must not say that it was for the report. Throws `Unavailable`; the same gesture can then be made again.
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
    // Shut by an attempt that may have stopped there.
    await db.transaction((tx) => signOut(tx, clock.now()));
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
  // From here on the directory is shut: what stops us leaves the line open.
  const isStillBlocked = (await findBlock(db, student.id))?.id === block.id;
  if (!isStillBlocked) await directory.activate(person);
  const reason = isStillBlocked ? null : "lifted-meanwhile";
  await db.transaction(async (tx) => {
    const at = clock.now();
    // Again: until the directory was shut, the password still opened sessions.
    if (!reason) await signOut(tx, at);
    await record(tx, { ...line, at, outcome: reason ? "refused" : "succeeded", reason });
  });
  return reason ? { ok: false, reason } : { ok: true };
}
