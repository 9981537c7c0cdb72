import "server-only";
import { and, asc, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { charterAcceptances, charters, students } from "@/db/schema";
import { hasAcceptedSince } from "@/lib/charter/queries";
import type { Population } from "@/lib/population";

/** Open accounts: activated, of people who are still enrolled. */
const isOpen = and(isNotNull(students.activatedAt), isNull(students.withdrawnAt));

/**
 * Returns, by component of a population, the number of open accounts, and how many accepted the last major version by
 * `now` or a later one.
 */
export async function countByComponent(db: Database, population: Population, now: Date) {
  const lastMajor = sql`(
    select max(published_at) from ${charters}
    where charters.population = ${population} and importance = 'major' and withdrawn_at is null
      and published_at <= ${now.toISOString()})`;
  const bound = hasAcceptedSince(students.id, students.population, lastMajor);
  return db
    .select({
      code: students.componentCode,
      name: sql<string>`min(${students.componentName})`,
      accounts: sql<number>`count(*)::int`,
      accepted: sql<number>`(count(*) filter (where ${bound}))::int`,
    })
    .from(students)
    .where(and(eq(students.population, population), isOpen))
    .groupBy(students.componentCode);
}

/** Returns each version that is or was in force, newest first, with how many open accounts accepted that very one. */
export async function countByVersion(db: Database, population: Population, now: Date) {
  return db
    .select({
      version: charters.version,
      importance: charters.importance,
      publishedAt: charters.publishedAt,
      accepted: sql<number>`count(distinct ${students.id})::int`,
    })
    .from(charters)
    .leftJoin(charterAcceptances, eq(charterAcceptances.version, charters.version))
    .leftJoin(students, and(eq(students.id, charterAcceptances.studentId), isOpen))
    .where(
      and(
        eq(charters.population, population),
        isNull(charters.withdrawnAt),
        sql`${charters.publishedAt} <= ${now.toISOString()}`,
      ),
    )
    .groupBy(charters.version)
    .orderBy(desc(charters.version));
}

export type AcceptanceLine = Awaited<ReturnType<typeof selectAcceptances>>[number];

/** Returns up to `limit` acceptances after `last`, oldest first. */
export async function selectAcceptances(db: Database, last: { id: string; acceptedAt: Date } | null, limit: number) {
  return db
    .select({
      id: charterAcceptances.id,
      identifier: students.identifier,
      version: charterAcceptances.version,
      locale: charterAcceptances.locale,
      sha256: charterAcceptances.sha256,
      acceptedAt: charterAcceptances.acceptedAt,
      address: charterAcceptances.address,
    })
    .from(charterAcceptances)
    .innerJoin(students, eq(students.id, charterAcceptances.studentId))
    .where(
      last
        ? or(
            gt(charterAcceptances.acceptedAt, last.acceptedAt),
            and(eq(charterAcceptances.acceptedAt, last.acceptedAt), gt(charterAcceptances.id, last.id)),
          )
        : undefined,
    )
    .orderBy(asc(charterAcceptances.acceptedAt), asc(charterAcceptances.id))
    .limit(limit);
}
