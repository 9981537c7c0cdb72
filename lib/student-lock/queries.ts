import "server-only";
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { students } from "@/db/schema";

/**
 * One at a time adds people to the register, or takes them out of it, until the transaction ends: two files at once would make two students
 * of one, and a line about somebody who is being erased would be written for nobody.
 */
export async function lockRegister(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('trousseau.register-import'))`);
}

/**
 * Locks a student's row until the transaction ends: whoever changes their sheet, their addresses or their first connection comes one after
 * the other. Null when there is no such student. What merely names the student, as a mailed link does, waits for nobody: whoever ends a
 * reset holds its row, which whoever has this lock may want.
 */
export async function lockStudent(tx: Database, studentId: string): Promise<{ isActive: boolean } | null> {
  const [row] = await tx
    .select({ activatedAt: students.activatedAt })
    .from(students)
    .where(eq(students.id, studentId))
    .for("no key update");
  return row ? { isActive: row.activatedAt !== null } : null;
}

/** The same of several, always in the same order, so that two who want the same ones cannot wait for each other; how each stands now. */
export async function lockStudents(tx: Database, ids: string[]) {
  return tx
    .select({ id: students.id, activatedAt: students.activatedAt, withdrawnAt: students.withdrawnAt })
    .from(students)
    .where(inArray(students.id, ids))
    .orderBy(asc(students.id))
    .for("no key update");
}
