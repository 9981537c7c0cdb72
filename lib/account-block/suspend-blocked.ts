import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import { awayReason } from "@/lib/errors";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { findBlock, markSuspended } from "./queries";

export interface SuspendBlocked {
  visitor: Visitor;
  caller: Caller;
  student: { id: string; identifier: string };
}

/** `lifted-meanwhile`: a desk lifted the block while the directory was being written, and the account was opened again. */
export type SuspendOutcome = { ok: true } | { ok: false; reason: "not-blocked" | "no-entry" | "lifted-meanwhile" };

/**
 * Shuts in the directory an account whose holder reported a change, once staff confirm it. The block says so first, so that a desk which
 * lifts it opens the account too. An account that is shut already stays so. Throws `Unavailable`; the same gesture can then be made again.
 */
export async function suspendBlocked(services: Services, request: SuspendBlocked): Promise<SuspendOutcome> {
  const { db, clock, directory } = services;
  const { visitor, caller, student } = request;
  const about = { kind: "account-block.suspend", actor: visitor, subject: student.identifier, caller } as const;
  const refuse = async (reason: "not-blocked" | "no-entry") => {
    await record(db, { ...about, at: clock.now(), outcome: "refused", reason });
    return { ok: false, reason } as const;
  };
  const [block, person] = await Promise.all([
    findBlock(db, student.id),
    directory.findByIdentifier(student.identifier),
  ]);
  if (!block) return refuse("not-blocked");
  if (!person) return refuse("no-entry");
  if (block.suspendedAt && person.state === "suspended") return { ok: true };
  const line = { ...about, operationId: randomUUID() };
  const isBegun = await db.transaction(async (tx) => {
    const at = clock.now();
    if (!(await markSuspended(tx, block.id, at, visitor.uid))) return false;
    await record(tx, { ...line, at, outcome: "begun" });
    return true;
  });
  if (!isBegun) return refuse("not-blocked");
  try {
    await directory.suspend(person);
    const isStillBlocked = (await findBlock(db, student.id))?.id === block.id;
    if (!isStillBlocked) await directory.activate(person);
    const reason = isStillBlocked ? null : "lifted-meanwhile";
    await record(db, { ...line, at: clock.now(), outcome: reason ? "refused" : "succeeded", reason });
    return reason ? { ok: false, reason } : { ok: true };
  } catch (error) {
    const failed = { ...line, at: clock.now(), outcome: "failed", reason: awayReason(error) } as const;
    await record(db, failed).catch(() => undefined);
    throw error;
  }
}
