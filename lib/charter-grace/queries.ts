import "server-only";
import { eq, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { charterAcceptances, charters, charterDelays as delays, students } from "@/db/schema";

/** A version that everyone had to accept by now, or any since. */
export interface Due {
  version: number;
  publishedAt: Date;
}

/** The last major version that was published by `before`; null when there is none. */
export async function selectDueBy(db: Database, before: Date): Promise<Due | null> {
  const [due] = await db
    .select({ version: charters.version, publishedAt: charters.publishedAt })
    .from(charters)
    .where(sql`${charters.importance} = 'major' and ${charters.withdrawnAt} is null
      and ${charters.publishedAt} <= ${before.toISOString()}`)
    .orderBy(sql`${charters.publishedAt} desc`)
    .limit(1);
  return due ?? null;
}

/** That a student accepted a version published then, or any since. */
const accepted = (studentId: SQLWrapper, since: Date) => sql<boolean>`exists (
  select from ${charterAcceptances} join ${charters} on ${charters.version} = ${charterAcceptances.version}
  where ${charterAcceptances.studentId} = ${studentId} and ${charters.publishedAt} >= ${since.toISOString()})`;

/** Notes each open account that did not accept what is due, once; by however many instances. It reads the whole register. */
export async function insertDelays(db: Database, due: Due, subState: string, now: Date): Promise<void> {
  await db.execute(sql`
    insert into ${delays} (student_id, version, sub_state, next_attempt_at)
    select ${students.id}, ${due.version}, ${subState}, ${now.toISOString()} from ${students}
    where ${students.activatedAt} is not null and ${students.withdrawnAt} is null
      and not ${accepted(students.id, due.publishedAt)}
      and not exists (select from ${delays} where ${delays.studentId} = ${students.id})
    on conflict (student_id) do nothing`);
}

export interface Delay {
  studentId: string;
  identifier: string;
  version: number;
  subState: string;
  begunAt: Date | null;
  /** The charter was accepted meanwhile, or nobody is told of any more. */
  isOver: boolean;
}

/** The delay that has waited longest for the directory, held until `until`: instances side by side each get another one. */
export async function takeDelay(
  db: Database,
  { since, now, until }: { since: Date | null; now: Date; until: Date },
): Promise<Delay | null> {
  const isOver = since ? accepted(delays.studentId, since) : sql<boolean>`true`;
  const next = db
    .select({ studentId: delays.studentId })
    .from(delays)
    .where(sql`${delays.nextAttemptAt} <= ${now.toISOString()} and (${delays.toldAt} is null or ${isOver})`)
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
      isOver,
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

export async function deleteDelay(db: Database, studentId: string): Promise<void> {
  await db.delete(delays).where(eq(delays.studentId, studentId));
}
