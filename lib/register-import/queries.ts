import "server-only";
import { and, desc, eq, inArray, isNull, lt, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { importRuns } from "@/db/schema";
import type { Population } from "@/lib/population";

export type Run = typeof importRuns.$inferSelect;
export type RunKind = NonNullable<Run["kind"]>;

export async function insertRun(db: Database, run: typeof importRuns.$inferInsert): Promise<string> {
  const [row] = await db.insert(importRuns).values(run).returning({ id: importRuns.id });
  if (!row) throw new Error("an import was not inserted");
  return row.id;
}

export async function updateRun(db: Database, id: string, changes: Partial<Run>): Promise<void> {
  await db.update(importRuns).set(changes).where(eq(importRuns.id, id));
}

/** Selects this run if it is of this population: for the others it does not exist. */
export function isRunOf(id: string, population: Population) {
  return and(eq(importRuns.id, id), eq(importRuns.population, population));
}

export async function findRun(db: Database, id: string, population: Population): Promise<Run | null> {
  const [row] = await db.select().from(importRuns).where(isRunOf(id, population));
  return row ?? null;
}

/** Returns the latest runs, newest first. */
export async function lastRuns(db: Database, population: Population, many: number): Promise<Run[]> {
  return db
    .select()
    .from(importRuns)
    .where(eq(importRuns.population, population))
    .orderBy(desc(importRuns.startedAt))
    .limit(many);
}

/** Returns when this very file was last applied; null if never. */
export async function lastAppliedAt(db: Database, sha256: string): Promise<Date | null> {
  const [row] = await db
    .select({ endedAt: importRuns.endedAt })
    .from(importRuns)
    .where(and(eq(importRuns.sha256, sha256), eq(importRuns.state, "done")))
    .orderBy(desc(importRuns.endedAt))
    .limit(1);
  return row?.endedAt ?? null;
}

/** Selects runs that were read, or whose application died; with `asked`, those that somebody asked to apply too. */
export function isToApply(now: Date, ...asked: "asked"[]) {
  const isLapsed = or(isNull(importRuns.leaseUntil), lte(importRuns.leaseUntil, now));
  return or(inArray(importRuns.state, ["ready", ...asked]), and(eq(importRuns.state, "applying"), isLapsed));
}

/** Takes over a run to apply it; null when another has it, be it another instance or a command. */
export async function claimRun(
  tx: Database,
  id: string,
  { population, claim, now, until }: { population: Population; claim: string; now: Date; until: Date },
): Promise<Run | null> {
  const [row] = await tx
    .update(importRuns)
    .set({ state: "applying", actor: null, claim, leaseUntil: until })
    .where(and(isRunOf(id, population), isToApply(now, "asked")))
    .returning();
  return row ?? null;
}

/** Returns the run, locked for the batch, while the caller holds it; null once somebody took it over. */
export async function holdRun(tx: Database, id: string, claim: string): Promise<Run | null> {
  const [row] = await tx
    .select()
    .from(importRuns)
    .where(and(eq(importRuns.id, id), eq(importRuns.claim, claim), eq(importRuns.state, "applying")))
    .for("update");
  return row ?? null;
}

/** Returns the state of a run, which nobody else changes until the transaction ends; null for an unknown run. */
export async function holdState(tx: Database, id: string): Promise<Run["state"] | null> {
  const [row] = await tx
    .select({ state: importRuns.state })
    .from(importRuns)
    .where(eq(importRuns.id, id))
    .for("no key update");
  return row?.state ?? null;
}

/** Lets anyone resume the run at once. */
export async function releaseRun(db: Database, id: string, claim: string): Promise<void> {
  await db
    .update(importRuns)
    .set({ leaseUntil: null })
    .where(and(eq(importRuns.id, id), eq(importRuns.claim, claim)));
}

/** Renews the lease of a reading; false once the reading was given up. */
export async function keepReading(db: Database, id: string, leaseUntil: Date): Promise<boolean> {
  const rows = await db
    .update(importRuns)
    .set({ leaseUntil })
    .where(and(eq(importRuns.id, id), eq(importRuns.state, "reading")))
    .returning({ id: importRuns.id });
  return rows.length > 0;
}

/** Refuses files whose reading died, and returns their ids. Each is ended by one instance, however many look. */
export async function giveUpReadings(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .update(importRuns)
    .set({ state: "refused", refusal: "interrupted", refusalValues: {}, leaseUntil: null, endedAt: now })
    .where(and(eq(importRuns.state, "reading"), or(isNull(importRuns.leaseUntil), lte(importRuns.leaseUntil, now))))
    .returning({ id: importRuns.id });
  return rows.map(({ id }) => id);
}

/** Ends abandoned runs, and returns their ids. Each is ended by one instance, however many look. */
export async function expireRuns(db: Database, startedBefore: Date, now: Date): Promise<string[]> {
  const rows = await db
    .update(importRuns)
    .set({ state: "expired", actor: null, endedAt: now })
    .where(
      and(
        inArray(importRuns.state, ["received", "ready", "asked", "applying"]),
        lt(importRuns.startedAt, startedBefore),
        or(isNull(importRuns.leaseUntil), lte(importRuns.leaseUntil, now)),
      ),
    )
    .returning({ id: importRuns.id });
  return rows.map(({ id }) => id);
}
