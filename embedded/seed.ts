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
  /** Of the embedded directory; null when the demonstration runs on a directory of somebody else's, which is left as it is. */
  store: Store | null;
}

/**
 * Seeds the demo university, once; a seeding that was cut short begins again at the next call. Throws, nothing written, for a database
 * that is not the embedded one.
 */
export async function seedDemo(demonstration: Demonstration): Promise<void> {
  await requireEmbedded(demonstration.db);
  if (!(await wasSeeded(demonstration.db))) await seedAnew(demonstration);
}

/**
 * Brings the whole demonstration back to its first minute, while it runs: register, journal, sessions, directory, mailbox and clock.
 * Whoever asks something of the database meanwhile waits, then finds the new one. Throws, nothing changed, for a database that is not
 * the embedded one.
 */
export async function startAfresh({ dataDir, ...demonstration }: Demonstration & { dataDir: string }): Promise<void> {
  await requireEmbedded(demonstration.db);
  backToToday(dataDir);
  await seedAnew(demonstration);
  await emptyMailbox(dataDir);
}

/** The journal's line comes last: as long as it is missing, something else may be. */
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
