import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountClosings as closings, students } from "@/db/schema";
import type { RegisterDay } from "./rules";

/**
 * Returns the SQL condition that the register no longer counts this person, for a query over `students`. Staff have
 * left. A student has no enrolment in force for the current year or a later one, and either has withdrawn, or enrolled
 * before `enrolmentsFrom` and has no card valid today.
 */
export const isClosedInRegister = ({ today, academicYear, enrolmentsFrom }: RegisterDay) => sql<boolean>`(
  case students.population when 'staff' then students.withdrawn_at is not null
  else not exists (select from enrolments one
      where one.student_id = students.id and one.state = 'in-force' and one.year >= ${academicYear}::int)
    and (students.withdrawn_at is not null or students.enrolled_on < ${enrolmentsFrom}::date and not exists (select from cards one
      where one.student_id = students.id and one.state = 'in-force' and one.valid_until >= ${today}::date))
  end)`;

/** Returns what the looks at an account found; null without any, or when the register counts the student again. */
export async function selectLooks(db: Database, studentId: string, day: RegisterDay) {
  const [row] = await db
    .select({ closedSince: closings.closedSince, lookedAt: closings.lookedAt })
    .from(closings)
    .innerJoin(students, eq(students.id, closings.studentId))
    .where(and(eq(closings.studentId, studentId), isClosedInRegister(day)));
  return row ?? null;
}
