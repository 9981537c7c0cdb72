import "server-only";
import { and, asc, eq, gt, inArray, isNull, lte, or, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deskResets, students } from "@/db/schema";
import { lockStudent } from "@/lib/student-lock/queries";

/**
 * Claims a student for a password about to go to the directory, within the caller's transaction. Returns false when
 * another password of theirs is on its way; until `until`, no other may be. The student's open desk resets are claimed
 * too. Their rows are locked first, so that when this password and a desk's arrive together, one of them must wait.
 */
export async function claimPassword(
  tx: Database,
  studentId: string,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  await lockStudent(tx, studentId);
  const atDesk = await tx
    .select({ id: deskResets.id, claimedUntil: deskResets.claimedUntil })
    .from(deskResets)
    .where(and(eq(deskResets.studentId, studentId), inArray(deskResets.state, ["opened", "handed-over"])))
    .orderBy(asc(deskResets.id))
    .for("update");
  if (atDesk.some(({ claimedUntil }) => claimedUntil && claimedUntil > now)) return false;
  const isFree = or(isNull(students.passwordClaimedUntil), lte(students.passwordClaimedUntil, now));
  const claimed = await tx
    .update(students)
    .set({ passwordClaimedUntil: until })
    .where(and(eq(students.id, studentId), isFree))
    .returning({ id: students.id });
  if (claimed.length === 0) return false;
  const waiting = atDesk.map((reset) => reset.id);
  if (waiting.length > 0)
    await tx.update(deskResets).set({ claimedUntil: until }).where(inArray(deskResets.id, waiting));
  return true;
}

/**
 * Returns the statements that release the claim, here and at a desk, unless a later change has taken it over. They are
 * parts of the statement that ends a change: `db.with(...releasedPassword(db, studentId, until)).update(…)`.
 */
export function releasedPassword(db: Database, studentId: string, until: Date) {
  const ofStudent = db
    .update(students)
    .set({ passwordClaimedUntil: null })
    .where(and(eq(students.id, studentId), eq(students.passwordClaimedUntil, until)))
    .returning({ id: students.id });
  const atDesk = db
    .update(deskResets)
    .set({ claimedUntil: null })
    .where(and(eq(deskResets.studentId, studentId), eq(deskResets.claimedUntil, until)))
    .returning({ id: deskResets.id });
  return [db.$with("released_student").as(ofStudent), db.$with("released_desk").as(atDesk)] as const;
}

/** Releases the claim in a statement of its own, after a password that the directory did not take. */
export async function releasePassword(db: Database, studentId: string, until: Date): Promise<void> {
  await db
    .with(...releasedPassword(db, studentId, until))
    .select({ done: sql`1` })
    .from(sql`(select 1) as nothing`);
}

/**
 * Returns the SQL condition that no password of this student is on its way, except from a desk. For a statement that
 * must check it when it runs.
 */
export function isPasswordFree(studentId: SQLWrapper, now: Date) {
  return sql<boolean>`not exists (select from ${students} where ${students.id} = ${studentId} and ${gt(students.passwordClaimedUntil, now)})`;
}
