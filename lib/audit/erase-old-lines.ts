import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";
import { endOfPiece } from "./end-of-piece";
import type { AuditKind } from "./kinds";
import { record } from "./record";

/** What is never erased: what was erased before, and that the demonstration was filled, since it would be again. */
export const keptKinds = ["journal.erase", "demo.seeded"] as const satisfies readonly AuditKind[];

/**
 * Erases the lines from before this instant, the oldest first, recording each piece in the journal. If it stops
 * halfway, as it does between two pieces once `signal` is aborted, the next call continues from there. `keptKinds` stay.
 */
export async function eraseOldLines(
  services: Pick<Services, "db" | "clock">,
  before: Date,
  signal?: AbortSignal,
): Promise<void> {
  for (let [from, end] = [new Date(0), before]; from < before && !signal?.aborted; from = end) {
    end = await endOfPiece(services, from, before);
    await erasePiece(services, end);
  }
}

/**
 * Erases the operations that ended before this instant. An operation goes whole, with its last line, found by an index.
 * PostgreSQL accepts the deletion only in the transaction that records it as `journal.erase`, and only of lines six
 * months old or more (see migrations).
 */
async function erasePiece({ db, clock }: Pick<Services, "db" | "clock">, before: Date): Promise<void> {
  const limit = before.toISOString();
  const other = sql`select other.at from ${auditEntries} other where other.operation_id = line.operation_id`;
  const isOver = sql`at < ${limit} and kind not in ${[...keptKinds]} and greatest(
    at, (${other} and other.outcome = 'begun'), (${other} and other.outcome <> 'begun')) < ${limit}`;
  await db.transaction(async (tx) => {
    // Of two concurrent instances, the second counts what the first has left.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('trousseau.journal-erase'))`);
    const counted = await tx.execute<{ lines: number }>(
      sql`select count(*)::int as lines from ${auditEntries} line where ${isOver}`,
    );
    const lines = counted.rows[0]?.lines ?? 0;
    if (lines === 0) return;
    const told = { at: clock.now(), kind: "journal.erase", outcome: "succeeded" } as const;
    await record(tx, { ...told, details: { olderThan: limit, lines } });
    await tx.execute(sql`delete from ${auditEntries} line where ${isOver}`);
  });
}
