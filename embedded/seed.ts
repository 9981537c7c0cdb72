import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { remakeTables } from "@/db/migrate";
import { record } from "@/lib/audit/record";
import { backToToday } from "@/lib/demo/clock";
import { emptyMailbox } from "@/lib/demo/mailbox";
import { wasSeeded } from "@/lib/demo/queries";
import type { Services } from "@/lib/services";
import demoHashes from "./demo-hashes.json" with { type: "json" };
import type { Store } from "./directory/store";
import { clusterName } from "./postgres";
import { seedDirectory } from "./seed-directory";
import { seedRegister } from "./seed-register";

export interface Demonstration extends Pick<Services, "db" | "clock" | "institution"> {
  /** The embedded directory's; null when the demonstration uses another directory, which is left untouched. */
  store: Store | null;
}

/**
 * Seeds the demo university, once; an interrupted seeding begins again at the next call. Throws, with nothing written,
 * for a database that is not the embedded one.
 */
export async function seedDemo(demonstration: Demonstration): Promise<void> {
  await requireEmbedded(demonstration.db);
  if (!(await wasSeeded(demonstration.db))) await seedAnew(demonstration);
}

/**
 * Brings the running demonstration back to its first minute: register, journal, sessions, directory, mailbox and clock.
 * Queries made meanwhile wait, then find the new data. Throws, with nothing changed, for a database that is not the
 * embedded one.
 */
export async function startAfresh({ dataDir, ...demonstration }: Demonstration & { dataDir: string }): Promise<void> {
  await requireEmbedded(demonstration.db);
  backToToday(dataDir);
  await seedAnew(demonstration);
  await emptyMailbox(dataDir);
}

/** Writes the journal's line last: without it, something else may be missing too. */
async function seedAnew({ db, store, clock, institution }: Demonstration): Promise<void> {
  await db.transaction(async (tx) => {
    await remakeTables(tx);
    await seedRegister(tx, { now: clock.now(), institution });
  });
  if (store) await seedDirectory(store, demoHashes.passwords);
  await record(db, { at: clock.now(), kind: "demo.seeded", outcome: "succeeded" });
}

async function requireEmbedded(db: Database): Promise<void> {
  const { rows } = await db.execute<{ name: string }>(sql`select current_setting('cluster_name') as name`);
  if (rows[0]?.name !== clusterName) {
    throw new Error("the demo university is seeded into the embedded database, and into no other");
  }
}
