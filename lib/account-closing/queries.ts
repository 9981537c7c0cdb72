import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountClosings as closings, students } from "@/db/schema";
import type { RegisterDay } from "./rules";

/**
 * That the register counts this person no more, for a query over `students`. Of staff, that they have left. A student has no enrolment in force of the
 * year that is running, or a later one; and has withdrawn, or has no card that is good today.
 */
export const isClosedInRegister = ({ today, academicYear, enrolmentsFrom }: RegisterDay) => sql<boolean>`(
  case students.population when 'staff' then students.withdrawn_at is not null
  else not exists (select from enrolments one
      where one.student_id = students.id and one.state = 'in-force' and one.year >= ${academicYear}::int)
    and (students.withdrawn_at is not null or students.enrolled_on < ${enrolmentsFrom}::date and not exists (select from cards one
      where one.student_id = students.id and one.state = 'in-force' and one.valid_until >= ${today}::date))
  end)`;

/** What the looks at a student's account have found; null when none did, or when the register counts them again by now. */
export async function selectLooks(db: Database, studentId: string, day: RegisterDay) {
  const [row] = await db
    .select({ closedSince: closings.closedSince, lookedAt: closings.lookedAt })
    .from(closings)
    .innerJoin(students, eq(students.id, closings.studentId))
    .where(and(eq(closings.studentId, studentId), isClosedInRegister(day)));
  return row ?? null;
}
