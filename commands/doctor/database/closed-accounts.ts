import type { Client } from "@/db/one-connection";
import { erasableFrom, heldClosedSince } from "@/lib/account-closing/rules";
import type { Institution } from "@/lib/institution";
import { type Finding, ok } from "../finding";

const aMonth = 30;

/** Counts the closed accounts, and those erased within thirty days. No finding when the institution erases none. */
export async function checkClosedAccounts(client: Client, { retention }: Institution, now: Date): Promise<Finding[]> {
  const { closedAccountDays: days } = retention;
  if (!days) return [];
  const { rows: tables } = await client.query("select to_regclass('public.account_closings') is not null as there");
  if (!tables[0]?.there) return [];
  const { rows } = await client.query<{ closedSince: Date; lookedAt: Date | null }>(
    `select closed_since as "closedSince", looked_at as "lookedAt" from account_closings where closed_since is not null`,
  );
  const held = rows.flatMap((looks) => heldClosedSince(looks, now) ?? []);
  const soon = held.filter((since) => erasableFrom(since, days - aMonth) <= now);
  return [ok("database.closedAccounts", { held: held.length, soon: soon.length, days })];
}
