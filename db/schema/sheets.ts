import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/** One printing of sheets: who asked for which, and how far it came. What is printed in it exists nowhere else. */
export const sheetRuns = pgTable(
  "sheet_runs",
  {
    /** Made by the page that asks: a form sent twice is one run. */
    id: uuid("id").primaryKey(),
    askedAt: instant("asked_at").notNull(),
    /** The directory's `uid`; null for the command line. */
    actor: text("actor"),
    selection: jsonb("selection").$type<Record<string, string | boolean | string[]>>().notNull(),
    /** How many students were chosen; of each, a sheet was made or it was not. */
    total: integer("total").notNull(),
    made: integer("made").notNull().default(0),
    leftOut: integer("left_out").notNull().default(0),
    /** A run that nobody has touched for a while, and that did not end, was cut short by a crash. */
    touchedAt: instant("touched_at").notNull(),
    /** The whole PDF was handed over. Until then nobody has these sheets. */
    deliveredAt: instant("delivered_at"),
    abandonedAt: instant("abandoned_at"),
  },
  (t) => [
    index("sheet_runs_by_time").on(t.askedAt),
    check("sheet_runs_end_once", sql`${t.deliveredAt} is null or ${t.abandonedAt} is null`),
    check("sheet_runs_count", sql`${t.made} + ${t.leftOut} <= ${t.total}`),
  ],
);

/** The provisional password of a printed sheet, as a bcrypt hash. It opens the activation and nothing else. */
export const provisionalCredentials = pgTable(
  "provisional_credentials",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    secretHash: text("secret_hash").notNull(),
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    spentAt: instant("spent_at"),
    revokedAt: instant("revoked_at"),
    /** Null for what was made otherwise: the sheets of the demonstration. */
    runId: uuid("run_id").references(() => sheetRuns.id),
  },
  (t) => [
    index("provisional_credentials_by_run").on(t.runId),
    index("provisional_credentials_by_student").on(t.studentId),
    uniqueIndex("provisional_credentials_one_live_per_student")
      .on(t.studentId)
      .where(sql`${t.spentAt} is null and ${t.revokedAt} is null`),
    check("provisional_credentials_spent_or_revoked", sql`${t.spentAt} is null or ${t.revokedAt} is null`),
    check("provisional_credentials_is_bcrypt", sql`${t.secretHash} like '$2%'`),
  ],
);
