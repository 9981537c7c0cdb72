import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Makes the database refuse a statement that writes more lines of this table than that at once. */
export async function refuseLongStatements(db: Database, table: string, event: "insert" | "update", many: number) {
  await db.execute(sql`create function refuse_long_statement() returns trigger language plpgsql as $$
    begin
      if (select count(*) from written) > tg_argv[0]::int then raise exception 'too many lines in one statement'; end if;
      return null;
    end $$`);
  await db.execute(
    sql.raw(`create trigger refuse_long_statement after ${event} on ${table} referencing new table as written
      for each statement execute function refuse_long_statement(${many})`),
  );
}
