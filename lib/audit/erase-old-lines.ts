import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";
import { record } from "./record";

/**
 * Erases the lines of before this instant, and says so in the journal. An operation goes whole: with its last line. The database takes it
 * from whoever writes that line in the same transaction, six months back at the latest, and from nobody else (see migrations). What says
 * that a demonstration was filled stays: it would be filled again.
 */
export async function eraseOldLines({ db, clock }: Pick<Services, "db" | "clock">, before: Date): Promise<void> {
  const limit = before.toISOString();
  const isOver = sql`at < ${limit} and kind not in ('journal.erase', 'demo.seeded') and not exists (
    select from ${auditEntries} other where other.operation_id = line.operation_id and other.at >= ${limit})`;
  await db.transaction(async (tx) => {
    // Two instances at once: the second one counts what the first has left.
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
