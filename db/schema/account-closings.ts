import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/**
 * A person whom the register no longer counts, looked at regularly until the directory has shown their account closed
 * for long enough: then everything about them is erased, with this row. Deleted as soon as the register counts them
 * again.
 */
export const accountClosings = pgTable(
  "account_closings",
  {
    studentId: uuid("student_id")
      .primaryKey()
      .references(() => students.id),
    /** The instance that looks at it has it until then. */
    nextLookAt: instant("next_look_at").notNull(),
    /** The first look since which none has found the account open; null while the directory shows it open. */
    closedSince: instant("closed_since"),
    /** The last look that the directory answered, and that was believed. */
    lookedAt: instant("looked_at"),
  },
  (t) => [index("account_closings_due").on(t.nextLookAt)],
);
