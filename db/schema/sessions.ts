import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/** A signed-in browser. The signed cookie contains a random identifier; this is its hash. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    tokenHash: text("token_hash").notNull().unique(),
    /** The directory's `uid` of the person. */
    uid: text("uid").notNull(),
    /** What the person signed in with: the staff login, or the student identifier. */
    login: text("login").notNull(),
    displayName: text("display_name").notNull(),
    roles: text("roles").array().notNull(),
    /** When the directory last gave these roles. */
    rolesReadAt: instant("roles_read_at").notNull(),
    studentId: uuid("student_id").references(() => students.id),
    startedAt: instant("started_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    /** When a student's panel was opened from this session: nothing else works until the staff password is given. */
    frozenAt: instant("frozen_at"),
    address: text("address").notNull(),
    network: text("network"),
  },
  (t) => [index("sessions_by_uid").on(t.uid), index("sessions_by_student").on(t.studentId)],
);

/**
 * The gate of a person's sign-ins, one for each person in the directory, whichever login they use. Its lock separates a
 * sign-in from a change of password or a suspension. A row is useful for as long as a sign-in lasts, and is erased
 * after a day.
 */
export const signInGates = pgTable("sign_in_gates", {
  /** The directory's `uid`. */
  uid: text("uid").primaryKey(),
  /** A password checked before this instant no longer opens a session. */
  proofsOverAt: instant("proofs_over_at"),
});
