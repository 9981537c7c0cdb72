import "server-only";
import { eq, type SQLWrapper, sql } from "drizzle-orm";
import { cards } from "@/db/schema";

/** Every card that a student ever had, as a part of a query that has the student: none may be in their password. */
export function cardNumbersOf(studentId: SQLWrapper) {
  return sql<string[]>`array(select ${cards.number} from ${cards} where ${eq(cards.studentId, studentId)})`;
}
