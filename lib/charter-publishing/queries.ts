import "server-only";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { charterDrafts, charters, charterTexts } from "@/db/schema";
import type { Population } from "@/lib/population";
import type { Texts } from "./rules";

/** Makes two publications, or a publication and an acceptance, wait for each other. Readers are not blocked. */
export async function lockCharters(tx: Database): Promise<void> {
  await tx.execute(sql`lock table ${charters} in share row exclusive mode`);
}

export type Version = Awaited<ReturnType<typeof selectVersions>>[number];

/** Returns every version ever published or withdrawn, newest first, without its texts. */
export async function selectVersions(db: Database) {
  return db
    .select({
      version: charters.version,
      population: charters.population,
      publishedAt: charters.publishedAt,
      importance: charters.importance,
      withdrawnAt: charters.withdrawnAt,
    })
    .from(charters)
    .orderBy(desc(charters.version));
}

/** Returns the population of a version; undefined when it does not exist. */
export async function selectPopulation(db: Database, version: number): Promise<Population | undefined> {
  const [found] = await db
    .select({ population: charters.population })
    .from(charters)
    .where(eq(charters.version, version));
  return found?.population;
}

/** Returns the two texts of a version, withdrawn or not; undefined when it does not exist. */
export async function selectTexts(db: Database, version: number): Promise<Texts | undefined> {
  const rows = await db.select().from(charterTexts).where(eq(charterTexts.version, version));
  const fr = rows.find(({ locale }) => locale === "fr")?.markdown;
  const en = rows.find(({ locale }) => locale === "en")?.markdown;
  return fr === undefined || en === undefined ? undefined : { fr, en };
}

/** Returns the future version of this population's charter, if any. */
export async function selectToCome(db: Database, now: Date, population: Population) {
  const [next] = await db
    .select({ version: charters.version })
    .from(charters)
    .where(and(eq(charters.population, population), gt(charters.publishedAt, now), isNull(charters.withdrawnAt)))
    .limit(1);
  return next;
}

/** Marks a future version as withdrawn; undefined when it is already in force or withdrawn. */
export async function markWithdrawn(db: Database, version: number, now: Date) {
  const [withdrawn] = await db
    .update(charters)
    .set({ withdrawnAt: now })
    .where(and(eq(charters.version, version), gt(charters.publishedAt, now), isNull(charters.withdrawnAt)))
    .returning({ population: charters.population });
  return withdrawn;
}

export type Draft = typeof charterDrafts.$inferSelect;

/** Returns the drafts still being written, last changed first. */
export async function selectDrafts(db: Database): Promise<Draft[]> {
  return db.select().from(charterDrafts).where(isOpen()).orderBy(desc(charterDrafts.updatedAt));
}

export async function selectDraft(db: Database, id: string): Promise<Draft | undefined> {
  const [draft] = await db.select().from(charterDrafts).where(eq(charterDrafts.id, id));
  return draft;
}

/** Returns the draft, locked until the transaction ends: a second person who publishes, saves or discards it waits. */
export async function lockDraft(tx: Database, id: string): Promise<Draft | undefined> {
  const [draft] = await tx.select().from(charterDrafts).where(eq(charterDrafts.id, id)).for("update");
  return draft;
}

export async function insertDraft(
  db: Database,
  { population, texts }: { population: Population; texts: Texts },
  at: Date,
  by: string,
): Promise<string> {
  const [draft] = await db
    .insert(charterDrafts)
    .values({ population, markdownFr: texts.fr, markdownEn: texts.en, updatedAt: at, updatedBy: by })
    .returning({ id: charterDrafts.id });
  if (!draft) throw new Error("an insert returned nothing");
  return draft.id;
}

/** Saves over the revision that was read and no other; undefined when somebody saved since. */
export async function updateDraft(
  db: Database,
  { id, revision }: { id: string; revision: number },
  texts: Texts,
  { at, by }: { at: Date; by: string },
) {
  const [saved] = await db
    .update(charterDrafts)
    .set({ markdownFr: texts.fr, markdownEn: texts.en, revision: revision + 1, updatedAt: at, updatedBy: by })
    .where(and(eq(charterDrafts.id, id), eq(charterDrafts.revision, revision), isOpen()))
    .returning({ revision: charterDrafts.revision });
  return saved;
}

export async function markPublished(tx: Database, id: string, version: number): Promise<void> {
  await tx.update(charterDrafts).set({ publishedVersion: version }).where(eq(charterDrafts.id, id));
}

export async function markDiscarded(db: Database, id: string, at: Date) {
  const [discarded] = await db
    .update(charterDrafts)
    .set({ discardedAt: at })
    .where(and(eq(charterDrafts.id, id), isOpen()))
    .returning({ id: charterDrafts.id });
  return discarded;
}

function isOpen() {
  return and(isNull(charterDrafts.publishedVersion), isNull(charterDrafts.discardedAt));
}
