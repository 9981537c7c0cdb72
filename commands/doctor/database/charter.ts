import type { Client } from "@/db/one-connection";
import type { Institution } from "@/lib/institution";
import { type Finding, fault, ok } from "../finding";

/** Checks that students have a charter: one in force, or the institution file's, published at the first start. */
export async function checkCharter(client: Client, { charter }: Institution): Promise<Finding> {
  const { rows: tables } = await client.query("select to_regclass('public.charters') is not null as there");
  const { rows } = tables[0]?.there
    ? await client.query(
        // Older tables have neither column.
        `select version from charters, to_jsonb(charters) one
         where coalesce(one->>'population', 'student') = 'student' and one->>'withdrawn_at' is null and published_at <= now()
         order by published_at desc limit 1`,
      )
    : { rows: [] };
  if (rows[0]?.version) return ok("database.charter.ok", { version: rows[0].version });
  return charter ? ok("database.charter.toCome") : fault("database.charter.none");
}
