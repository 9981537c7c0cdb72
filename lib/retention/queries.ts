import "server-only";
import { and, inArray, isNull, lt, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountBlocks, deskResets, outgoingMails, reportLinks, sessions, signInGates } from "@/db/schema";

/** How many rows one statement erases: a year of them may take longer than a statement may. */
const atOnce = 10_000;

type Traces = typeof outgoingMails | typeof deskResets | typeof sessions | typeof accountBlocks | typeof reportLinks;

/**
 * Deletes the rows that meet the condition, some at a time, until none is left or `signal` is aborted: what is erased
 * stays erased, wherever it stops.
 */
async function deleteByPieces(db: Database, table: Traces, isOld: SQL | undefined, signal?: AbortSignal) {
  const some = db.select({ id: table.id }).from(table).where(isOld).limit(atOnce);
  while (!signal?.aborted && (await db.delete(table).where(inArray(table.id, some))).rowCount);
}

/** Deletes the mails that were sent or abandoned. */
export async function deleteMailsBefore(db: Database, before: Date, signal?: AbortSignal): Promise<void> {
  const isOld = or(lt(outgoingMails.sentAt, before), lt(outgoingMails.abandonedAt, before));
  await deleteByPieces(db, outgoingMails, isOld, signal);
}

export async function deleteResetsBefore(db: Database, before: Date, signal?: AbortSignal): Promise<void> {
  await deleteByPieces(db, deskResets, lt(deskResets.endedAt, before), signal);
}

/** Deletes the expired sessions that no reset refers to. */
export async function deleteSessionsBefore(db: Database, before: Date, signal?: AbortSignal): Promise<void> {
  const resets = db.select({ one: sql`1` }).from(deskResets).where(sql`${deskResets.sessionId} = ${sessions.id}`);
  await deleteByPieces(db, sessions, and(lt(sessions.expiresAt, before), notExists(resets)), signal);
}

/** Deletes the gates that no sign-in in progress can depend on, except locked ones. */
export async function deleteGatesBefore(db: Database, before: Date): Promise<void> {
  const idle = db
    .select({ uid: signInGates.uid })
    .from(signInGates)
    .where(or(isNull(signInGates.proofsOverAt), lt(signInGates.proofsOverAt, before)))
    .for("update", { skipLocked: true });
  await db.delete(signInGates).where(inArray(signInGates.uid, idle));
}

/** Deletes the lifted blocks, then the expired report links without a block. */
export async function deleteReportsBefore(db: Database, before: Date, signal?: AbortSignal): Promise<void> {
  await deleteByPieces(db, accountBlocks, lt(accountBlocks.liftedAt, before), signal);
  const blocks = db
    .select({ one: sql`1` })
    .from(accountBlocks)
    .where(sql`${accountBlocks.reportLinkId} = ${reportLinks.id}`);
  await deleteByPieces(db, reportLinks, and(lt(reportLinks.expiresAt, before), notExists(blocks)), signal);
}
