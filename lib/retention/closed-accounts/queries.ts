import "server-only";
import { createHash } from "node:crypto";
import { and, eq, gte, isNotNull, lt, lte, not, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountClosings as closings, students } from "@/db/schema";
import { isClosedInRegister } from "@/lib/account-closing/queries";
import type { RegisterDay } from "@/lib/account-closing/rules";
import type { Population } from "@/lib/population";

/** How much of the register one statement reads: reading all of it may take longer than a statement may. */
const readAtOnce = 20_000;

/**
 * Notes each person whom the register no longer counts, once, whatever the number of instances, among the rows that
 * follow `after`. Returns the last id read, to continue from; null when none was left.
 */
export async function insertNoted(
  db: Database,
  { day, now, after }: { day: RegisterDay; now: Date; after: string },
): Promise<string | null> {
  const { rows } = await db.execute<{ last: string | null }>(sql`
    with slice as materialized (select id from ${students} where id > ${after}::uuid order by id limit ${readAtOnce}),
    noted as (
      insert into ${closings} (student_id, next_look_at)
      select students.id, ${now.toISOString()} from slice join ${students} on students.id = slice.id
      where ${isClosedInRegister(day)} and not exists (select from ${closings} where ${closings.studentId} = students.id)
      on conflict (student_id) do nothing
    )
    select (select id from slice order by id desc limit 1) as last`);
  return rows[0]?.last ?? null;
}

export async function deleteAllNoted(db: Database): Promise<void> {
  await db.delete(closings);
}

/** A person whom the register did not count when they were noted, and what the looks since have found. */
export interface Noted {
  studentId: string;
  identifier: string;
  population: Population;
  closedSince: Date | null;
  lookedAt: Date | null;
  isClosedInRegister: boolean;
  /** The instance that took it has it until then. */
  nextLookAt: Date;
}

/** Takes the person who has waited longest for a look, until `until`: concurrent instances each get another one. */
export async function takeNoted(
  db: Database,
  { day, now, until }: { day: RegisterDay; now: Date; until: Date },
): Promise<Noted | null> {
  const next = db
    .select({ studentId: closings.studentId })
    .from(closings)
    .where(lte(closings.nextLookAt, now))
    .orderBy(closings.nextLookAt)
    .limit(1)
    .for("update", { skipLocked: true });
  const [taken] = await db
    .update(closings)
    .set({ nextLookAt: until })
    .from(students)
    .where(sql`${closings.studentId} = (${next}) and ${students.id} = ${closings.studentId}`)
    .returning({
      studentId: closings.studentId,
      identifier: students.identifier,
      population: students.population,
      closedSince: closings.closedSince,
      lookedAt: closings.lookedAt,
      isClosedInRegister: isClosedInRegister(day),
      nextLookAt: closings.nextLookAt,
    });
  return taken ?? null;
}

/** The condition that nobody has taken it since: an instance that took too long writes nothing. */
const isStillTaken = ({ studentId, nextLookAt }: Noted) =>
  and(eq(closings.studentId, studentId), eq(closings.nextLookAt, nextLookAt));

export async function updateNoted(
  db: Database,
  taken: Noted,
  change: Partial<Pick<typeof closings.$inferInsert, "closedSince" | "lookedAt">> & { nextLookAt: Date },
): Promise<void> {
  await db.update(closings).set(change).where(isStillTaken(taken));
}

export async function deleteNoted(db: Database, taken: Noted): Promise<void> {
  await db.delete(closings).where(isStillTaken(taken));
}

/** Postpones the looks at a whole population to that instant. A look in progress at one of them writes nothing. */
export async function postponeAll(db: Database, population: Population, until: Date): Promise<void> {
  const isOfIt = sql`exists (select from ${students} where students.id = ${closings.studentId} and students.population = ${population})`;
  await db
    .update(closings)
    .set({ nextLookAt: until })
    .where(and(lt(closings.nextLookAt, until), isOfIt));
}

/**
 * Returns some accounts that are open in the register, the same ones all day long, so that asking again gives no other
 * sample. Ids are random, so the first ones after any id are a fair sample. Reads as little of the register as
 * possible.
 */
export async function selectOpenAccounts(
  db: Database,
  { population, day, count }: { population: Population; day: RegisterDay; count: number },
): Promise<{ identifier: string; population: Population }[]> {
  const number = createHash("sha256").update(`${population} ${day.today}`).digest("hex").slice(0, 32);
  const onOneSide = (side: SQL) =>
    db
      .select({ identifier: students.identifier, population: students.population })
      .from(students)
      .where(
        and(side, eq(students.population, population), isNotNull(students.activatedAt), not(isClosedInRegister(day))),
      )
      .orderBy(students.id)
      .limit(count);
  const after = await onOneSide(gte(students.id, number));
  return after.length === count ? after : [...after, ...(await onOneSide(lt(students.id, number)))].slice(0, count);
}
