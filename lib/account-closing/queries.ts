import "server-only";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountClosings as closings, students } from "@/db/schema";
import type { RegisterDay } from "./rules";

/**
 * That the register counts this person no more, for a query over `students`. Whoever has withdrawn; and a student with neither an enrolment in
 * force of the year that is running, or a later one, nor a card that is good today. Of staff, only that they have left.
 */
export const isClosedInRegister = ({ today, academicYear, enrolmentsFrom }: RegisterDay) => sql<boolean>`(
  students.withdrawn_at is not null
  or students.population = 'student' and students.enrolled_on < ${enrolmentsFrom}::date
    and not exists (select from enrolments one
      where one.student_id = students.id and one.state = 'in-force' and one.year >= ${academicYear}::int)
    and not exists (select from cards one
      where one.student_id = students.id and one.state = 'in-force' and one.valid_until >= ${today}::date))`;

/** Since when a student's account has been held closed; null when it is not, or when the register counts them again by now. */
export async function selectClosedSince(db: Database, studentId: string, day: RegisterDay): Promise<Date | null> {
  const [row] = await db
    .select({ closedSince: closings.closedSince })
    .from(closings)
    .innerJoin(students, eq(students.id, closings.studentId))
    .where(and(eq(closings.studentId, studentId), isNotNull(closings.closedSince), isClosedInRegister(day)));
  return row?.closedSince ?? null;
}
