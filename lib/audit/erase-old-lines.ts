import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";
import { record } from "./record";

/** How many lines one transaction erases: its statements take a tenth of the time that a statement may take. */
const linesAtOnce = 10_000;

/**
 * Erases the lines from before this instant, the oldest first, recording each piece in the journal. If it stops
 * halfway, the next call continues from there. `demo.seeded` stays: the demonstration would otherwise be filled again.
 */
export async function eraseOldLines(services: Pick<Services, "db" | "clock">, before: Date): Promise<void> {
  for (let [from, end] = [new Date(0), before]; from < before; from = end) {
    end = (await endOfPiece(services, from, before)) ?? before;
    await erasePiece(services, end);
  }
}

/** Returns the instant after the last line of the piece that starts at `from`; null when fewer lines are left. */
async function endOfPiece({ db }: Pick<Services, "db">, from: Date, before: Date): Promise<Date | null> {
  const [last] = await db
    .select({ at: auditEntries.at })
    .from(auditEntries)
    .where(sql`at >= ${from.toISOString()} and at < ${before.toISOString()}`)
    .orderBy(auditEntries.at)
    .offset(linesAtOnce - 1)
    .limit(1);
  return last ? new Date(last.at.getTime() + 1) : null;
}

/**
 * Erases the operations that ended before this instant. An operation goes whole, with its last line, found by an index.
 * PostgreSQL accepts the deletion only in the transaction that records it as `journal.erase`, and only of lines six
 * months old or more (see migrations).
 */
async function erasePiece({ db, clock }: Pick<Services, "db" | "clock">, before: Date): Promise<void> {
  const limit = before.toISOString();
  const other = sql`select other.at from ${auditEntries} other where other.operation_id = line.operation_id`;
  const isOver = sql`at < ${limit} and kind not in ('journal.erase', 'demo.seeded') and greatest(
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
