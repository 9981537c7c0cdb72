import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Returns how many lines of the journal this transaction has read so far, matching or not. */
export async function linesRead(tx: Pick<Database, "execute">): Promise<number> {
  const { rows } = await tx.execute<{ lines: number }>(sql`
    select (seq_tup_read + idx_tup_fetch)::int as lines from pg_stat_xact_user_tables where relname = 'audit_entries'`);
  return rows[0]?.lines ?? 0;
}
