import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { importPieces, importRuns } from "@/db/schema";
import type { Population } from "@/lib/population";
import type { Actor } from "../actor";
import { isRunOf, isToApply } from "../queries";

/** Returns the file that has waited longest to be read or applied, with its actor; null when none waits. */
export async function nextWaiting(db: Database) {
  const { id, population, fileName, state, actor } = importRuns;
  const [run] = await db
    .select({ id, population, fileName, state, actor })
    .from(importRuns)
    .where(inArray(importRuns.state, ["received", "asked"]))
    .orderBy(asc(importRuns.startedAt))
    .limit(1);
  return run?.actor ? { ...run, actor: run.actor } : null;
}

/** Takes a received file to read it; false when another instance, looking at the same time, took it. */
export async function takeToRead(db: Database, id: string, leaseUntil: Date): Promise<boolean> {
  const rows = await db
    .update(importRuns)
    .set({ state: "reading", actor: null, leaseUntil })
    .where(and(eq(importRuns.id, id), eq(importRuns.state, "received")))
    .returning({ id: importRuns.id });
  return rows.length > 0;
}

export async function insertPiece(db: Database, runId: string, piece: number, bytes: Buffer): Promise<void> {
  await db.insert(importPieces).values({ runId, piece, bytes });
}

/** Yields the pieces of a received file in order, with one in memory at a time. */
export async function* piecesOf(db: Database, runId: string): AsyncGenerator<Buffer> {
  for (let piece = 0; ; piece++) {
    const [row] = await db
      .select({ bytes: importPieces.bytes })
      .from(importPieces)
      .where(and(eq(importPieces.runId, runId), eq(importPieces.piece, piece)));
    if (!row) return;
    yield row.bytes;
  }
}

export async function deletePieces(db: Database, runId: string): Promise<void> {
  await db.delete(importPieces).where(eq(importPieces.runId, runId));
}

/**
 * Queues a run to be applied; false when it is queued already, under way or done. Separates two people who press the
 * button, and two presses by one.
 */
export async function askRun(
  db: Database,
  id: string,
  { population, actor, now }: { population: Population; actor: Actor; now: Date },
): Promise<boolean> {
  const rows = await db
    .update(importRuns)
    .set({ state: "asked", actor, claim: null, leaseUntil: null })
    .where(and(isRunOf(id, population), isToApply(now)))
    .returning({ id: importRuns.id });
  return rows.length > 0;
}
