import "server-only";
import { eq, type SQLWrapper, sql } from "drizzle-orm";
import { cards } from "@/db/schema";

/** Returns an SQL array of every card number that a student ever had: none may be in their password. */
export function cardNumbersOf(studentId: SQLWrapper) {
  return sql<string[]>`array(select ${cards.number} from ${cards} where ${eq(cards.studentId, studentId)})`;
}
