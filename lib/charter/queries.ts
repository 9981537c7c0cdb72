import "server-only";
import { and, desc, eq, isNull, lte, max, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { charterAcceptances, charters, charterTexts, students } from "@/db/schema";
import type { Locale } from "@/lib/http/locale";
import type { Population } from "@/lib/population";

const textColumns = {
  version: charters.version,
  population: charters.population,
  locale: charterTexts.locale,
  title: charterTexts.title,
  markdown: charterTexts.markdown,
  sha256: charterTexts.sha256,
  publishedAt: charters.publishedAt,
};

/** The people whose charter it is: a population, or that of a person of the register. */
export type Whose = Population | { studentId: string };

const populationOf = (whose: Whose) =>
  typeof whose === "string"
    ? sql`${whose}`
    : sql`(select ${students.population} from ${students} where ${students.id} = ${whose.studentId})`;

/** Returns the newest version in force at `now` for `whose`, in that language. */
export async function selectInForce(db: Database, now: Date, locale: Locale, whose: Whose) {
  const [text] = await db
    .select(textColumns)
    .from(charters)
    .innerJoin(charterTexts, eq(charterTexts.version, charters.version))
    .where(
      and(
        eq(charters.population, populationOf(whose)),
        lte(charters.publishedAt, now),
        isNull(charters.withdrawnAt),
        eq(charterTexts.locale, locale),
      ),
    )
    .orderBy(desc(charters.publishedAt))
    .limit(1);
  return text;
}

/** Returns the highest version number, of any population; 0 before the first. */
export async function selectNewestVersion(db: Database): Promise<number> {
  const [newest] = await db.select({ version: max(charters.version) }).from(charters);
  return newest?.version ?? 0;
}

/** Returns one version that is, or was, in force. */
export async function selectPublished(db: Database, now: Date, version: number, locale: Locale) {
  const [text] = await db
    .select(textColumns)
    .from(charters)
    .innerJoin(charterTexts, eq(charterTexts.version, charters.version))
    .where(
      and(
        eq(charters.version, version),
        lte(charters.publishedAt, now),
        isNull(charters.withdrawnAt),
        eq(charterTexts.locale, locale),
      ),
    );
  return text;
}

/** The SQL condition that a person accepted a version of this population’s charter published at `since` or later. */
export const hasAcceptedSince = (
  studentId: SQLWrapper,
  population: SQLWrapper,
  since: SQLWrapper,
) => sql<boolean>`exists (
  select from ${charterAcceptances} given join ${charters} own on own.version = given.version
  where given.student_id = ${studentId} and own.population = ${population} and own.published_at >= ${since})`;

/**
 * True when the person has accepted the last major version in force for them at `now`, or a later one; also when there
 * is none. Nobody has to accept an editorial version.
 */
export async function selectIsBound(db: Database, now: Date, studentId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    with due as (
      select max(published_at) as since from ${charters}
      where population = ${populationOf({ studentId })} and importance = 'major' and withdrawn_at is null
        and published_at <= ${now.toISOString()}
    )
    select 1 from due
    where since is null or ${hasAcceptedSince(sql`${studentId}`, populationOf({ studentId }), sql`since`)}`);
  return rows.length > 0;
}

export interface Acceptance {
  studentId: string;
  version: number;
  /** The language of the text that was on the screen. */
  locale: Locale;
  at: Date;
  address: string;
}

/**
 * Adds the acceptance, with the hash of its text, if its version is the one in force; undefined otherwise. The lock
 * makes a student who accepts a version and an administrator who publishes the next wait for each other.
 */
export async function insertAcceptance(db: Database, { studentId, version, locale, at, address }: Acceptance) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${charters} in share mode`);
    const inForce = await selectInForce(tx, at, locale, { studentId });
    if (inForce?.version !== version) return undefined;
    const { sha256 } = inForce;
    const [accepted] = await tx
      .insert(charterAcceptances)
      .values({ studentId, version, locale, sha256, acceptedAt: at, address })
      .returning({ id: charterAcceptances.id });
    return accepted;
  });
}

/** Returns this student's last acceptance, whatever is in force now. */
export async function selectLatestAcceptance(db: Database, studentId: string) {
  const [latest] = await db
    .select({ version: charterAcceptances.version, acceptedAt: charterAcceptances.acceptedAt })
    .from(charterAcceptances)
    .where(eq(charterAcceptances.studentId, studentId))
    .orderBy(desc(charterAcceptances.acceptedAt))
    .limit(1);
  return latest;
}

/** Returns all acceptances of a student, newest first; empty for an unknown identifier. */
export async function selectAcceptancesOf(db: Database, whose: { studentId: string } | { identifier: string }) {
  return db
    .select({
      id: charterAcceptances.id,
      version: charterAcceptances.version,
      locale: charterAcceptances.locale,
      sha256: charterAcceptances.sha256,
      acceptedAt: charterAcceptances.acceptedAt,
      address: charterAcceptances.address,
    })
    .from(charterAcceptances)
    .innerJoin(students, eq(students.id, charterAcceptances.studentId))
    .where("studentId" in whose ? eq(students.id, whose.studentId) : eq(students.identifier, whose.identifier))
    .orderBy(desc(charterAcceptances.acceptedAt), desc(charterAcceptances.version));
}

/** Returns everything that a receipt says about one acceptance. */
export async function selectReceipt(db: Database, id: string) {
  const [receipt] = await db
    .select({
      id: charterAcceptances.id,
      studentId: charterAcceptances.studentId,
      identifier: students.identifier,
      givenName: students.givenName,
      familyName: students.familyName,
      version: charterAcceptances.version,
      locale: charterAcceptances.locale,
      title: charterTexts.title,
      sha256: charterAcceptances.sha256,
      publishedAt: charters.publishedAt,
      acceptedAt: charterAcceptances.acceptedAt,
      address: charterAcceptances.address,
    })
    .from(charterAcceptances)
    .innerJoin(students, eq(students.id, charterAcceptances.studentId))
    .innerJoin(charters, eq(charters.version, charterAcceptances.version))
    .innerJoin(
      charterTexts,
      and(eq(charterTexts.version, charterAcceptances.version), eq(charterTexts.locale, charterAcceptances.locale)),
    )
    .where(eq(charterAcceptances.id, id));
  return receipt;
}

export async function insertCharter(
  db: Database,
  charter: { version: number; population: Population; publishedAt: Date; importance: "major" | "editorial" },
  texts: { locale: Locale; title: string; markdown: string; sha256: string }[],
) {
  await db.transaction(async (tx) => {
    await tx.insert(charters).values(charter);
    await tx.insert(charterTexts).values(texts.map((text) => ({ ...text, version: charter.version })));
  });
}
