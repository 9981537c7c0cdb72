import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Returns how many connections to this database wait for a lock. */
export async function lockWaiters(db: Database): Promise<number> {
  const { rowCount } = await db.execute(
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}
