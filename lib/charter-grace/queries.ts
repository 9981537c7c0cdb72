import "server-only";
import { eq, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { charters, charterDelays as delays, students } from "@/db/schema";
import { hasAcceptedSince } from "@/lib/charter/queries";
import type { Population } from "@/lib/population";

/** A version that a whole population must have accepted by now, or a later one. */
export interface Due {
  version: number;
  population: Population;
  publishedAt: Date;
}

/** Returns the last major version of each population that was published by `before`. */
export async function selectDueBy(db: Database, before: Date): Promise<Due[]> {
  const { version, population, publishedAt } = charters;
  const rows = await db
    .select({ version, population, publishedAt })
    .from(charters)
    .where(sql`${charters.importance} = 'major' and ${charters.withdrawnAt} is null
      and ${publishedAt} <= ${before.toISOString()}`)
    .orderBy(sql`${publishedAt} desc`);
  return rows.filter((row, index) => rows.findIndex((other) => other.population === row.population) === index);
}

/** True when a noted delay is over: the person accepted what was due, or nothing is due from their population. */
const isOver = (dues: readonly Due[]) => sql<boolean>`not exists (
  select from ${charters} due join ${charters} noted on noted.version = ${delays.version} and noted.population = due.population
  where due.version = any(${sql.param(dues.map(({ version }) => version))}::int[])
    and not ${hasAcceptedSince(delays.studentId, sql`due.population`, sql`due.published_at`)})`;

/** How much of the register one statement reads: reading all of it may take longer than a statement may. */
const readAtOnce = 20_000;

/**
 * Notes each open account that did not accept what is due, once for all instances, among the rows that follow `after`.
 * Returns the last id read, to continue from; null when none was left.
 */
export async function insertDelays(
  db: Database,
  due: Due,
  { subState, now, after }: { subState: string; now: Date; after: string },
): Promise<string | null> {
  const { rows } = await db.execute<{ last: string | null }>(sql`
    with slice as materialized (select id from ${students} where id > ${after}::uuid order by id limit ${readAtOnce}),
    noted as (
      insert into ${delays} (student_id, version, sub_state, next_attempt_at)
      select ${students.id}, ${due.version}, ${subState}, ${now.toISOString()}
      from slice join ${students} on ${students.id} = slice.id
      where ${students.population} = ${due.population} and ${students.activatedAt} is not null
        and ${students.withdrawnAt} is null and not ${hasAcceptedSince(students.id, students.population, sql`${due.publishedAt.toISOString()}::timestamptz`)}
        and not exists (select from ${delays} where ${delays.studentId} = ${students.id})
      order by ${students.id}
      on conflict (student_id) do nothing
    )
    select (select id from slice order by id desc limit 1) as last`);
  return rows[0]?.last ?? null;
}

export interface Delay {
  studentId: string;
  identifier: string;
  version: number;
  subState: string;
  begunAt: Date | null;
  /** The charter was accepted meanwhile, or delays are no longer reported. */
  isOver: boolean;
}

/** Takes the delay that has waited longest, until `until`. Instances running side by side each get a different one. */
export async function takeDelay(
  db: Database,
  { dues, now, until }: { dues: readonly Due[]; now: Date; until: Date },
): Promise<Delay | null> {
  const next = db
    .select({ studentId: delays.studentId })
    .from(delays)
    .where(sql`${delays.nextAttemptAt} <= ${now.toISOString()} and (${delays.toldAt} is null or ${isOver(dues)})`)
    .orderBy(delays.nextAttemptAt)
    .limit(1)
    .for("update", { skipLocked: true });
  const [taken] = await db
    .update(delays)
    .set({ nextAttemptAt: until })
    .from(students)
    .where(sql`${delays.studentId} = (${next}) and ${students.id} = ${delays.studentId}`)
    .returning({
      studentId: delays.studentId,
      identifier: students.identifier,
      version: delays.version,
      subState: delays.subState,
      begunAt: delays.begunAt,
      isOver: isOver(dues),
    });
  return taken ?? null;
}

export async function updateDelay(
  db: Database,
  studentId: string,
  change: Partial<Pick<typeof delays.$inferInsert, "nextAttemptAt" | "begunAt" | "toldAt">>,
): Promise<void> {
  await db.update(delays).set(change).where(eq(delays.studentId, studentId));
}

/**
 * Postpones every delay to `until`, each a microsecond after the one before it, and the one of `failed` after all of them:
 * whatever fails time and again takes its turn like the others.
 */
export async function postponeDelays(db: Database, until: Date, failed: string): Promise<void> {
  const places = db
    .select({
      studentId: delays.studentId,
      fromLast:
        sql<number>`row_number() over (order by ${delays.studentId} <> ${failed}, ${delays.nextAttemptAt} desc)`.as(
          "from_last",
        ),
    })
    .from(delays)
    .where(lt(delays.nextAttemptAt, until))
    .as("places");
  await db
    .update(delays)
    .set({ nextAttemptAt: sql`${until.toISOString()}::timestamptz - ${places.fromLast} * interval '1 microsecond'` })
    .from(places)
    .where(eq(delays.studentId, places.studentId));
}

export async function deleteDelay(db: Database, studentId: string): Promise<void> {
  await db.delete(delays).where(eq(delays.studentId, studentId));
}
