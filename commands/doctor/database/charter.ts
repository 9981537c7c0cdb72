import type { Client } from "@/db/one-connection";
import type { Institution } from "@/lib/institution";
import { type Finding, fault, ok } from "../finding";

/** Whether students have a charter to accept: one in force, or the one that the institution file gives to the first start. */
export async function checkCharter(client: Client, { charter }: Institution): Promise<Finding> {
  const { rows: tables } = await client.query("select to_regclass('public.charters') is not null as there");
  const { rows } = tables[0]?.there
    ? await client.query("select max(version) as version from charters where published_at <= now()")
    : { rows: [] };
  if (rows[0]?.version) return ok("database.charter.ok", { version: rows[0].version });
  return charter ? ok("database.charter.toCome") : fault("database.charter.none");
}
