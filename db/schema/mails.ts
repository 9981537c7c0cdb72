import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/** Mails to send. Their text is erased once sent, since it may contain a code. */
export const outgoingMails = pgTable(
  "outgoing_mails",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind").notNull(),
    /** The student whom it is about, with whom it is erased, whoever receives it. Null when it is about no student. */
    studentId: uuid("student_id").references(() => students.id),
    recipient: text("recipient").notNull(),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    subject: text("subject").notNull(),
    text: text("text"),
    html: text("html"),
    createdAt: instant("created_at").notNull(),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    sentAt: instant("sent_at"),
    abandonedAt: instant("abandoned_at"),
    lastError: text("last_error"),
  },
  (t) => [
    index("outgoing_mails_due").on(t.nextAttemptAt).where(sql`${t.sentAt} is null and ${t.abandonedAt} is null`),
    index("outgoing_mails_by_student").on(t.studentId),
    index("outgoing_mails_by_recipient").on(t.recipient),
    check("outgoing_mails_erased_once_sent", sql`${t.sentAt} is null or (${t.text} is null and ${t.html} is null)`),
  ],
);
