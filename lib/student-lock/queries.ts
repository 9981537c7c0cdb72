import "server-only";
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { students } from "@/db/schema";

/**
 * Lets one transaction at a time add people to the register or remove them. Otherwise two concurrent files could create
 * one student twice, or a line could be recorded for somebody who is being erased.
 */
export async function lockRegister(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('trousseau.register-import'))`);
}

/**
 * Locks a student's row until the transaction ends, so that changes of their sheet, addresses or first connection
 * happen one after the other. Null when there is no such student. A row that only refers to the student, such as a
 * mailed link, can still be inserted: the transaction that ends a reset holds that reset's row, which the holder of
 * this lock may need.
 */
export async function lockStudent(tx: Database, studentId: string): Promise<{ isActive: boolean } | null> {
  const [row] = await tx
    .select({ activatedAt: students.activatedAt })
    .from(students)
    .where(eq(students.id, studentId))
    .for("no key update");
  return row ? { isActive: row.activatedAt !== null } : null;
}

/** Locks several students' rows, always in the same order to avoid deadlocks, and returns their current state. */
export async function lockStudents(tx: Database, ids: string[]) {
  return tx
    .select({ id: students.id, activatedAt: students.activatedAt, withdrawnAt: students.withdrawnAt })
    .from(students)
    .where(inArray(students.id, ids))
    .orderBy(asc(students.id))
    .for("no key update");
}
