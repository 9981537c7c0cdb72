import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/**
 * Whom the register counts no more, looked at again and again until the directory has held their account closed for long enough: then all
 * that is theirs is erased, this row too. Gone as soon as the register counts them again.
 */
export const accountClosings = pgTable(
  "account_closings",
  {
    studentId: uuid("student_id")
      .primaryKey()
      .references(() => students.id),
    /** Whoever looks at it holds it until then. */
    nextLookAt: instant("next_look_at").notNull(),
    /** The first of the looks, none of which since has found the account open; null while the directory has it open. */
    closedSince: instant("closed_since"),
    /** The last look that the directory answered, and that was believed. */
    lookedAt: instant("looked_at"),
  },
  (t) => [index("account_closings_due").on(t.nextLookAt)],
);
