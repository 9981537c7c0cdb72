import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/** A signed-in browser. The signed cookie holds a random identifier; here is its hash. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    tokenHash: text("token_hash").notNull().unique(),
    /** The directory's `uid` of the person. */
    uid: text("uid").notNull(),
    /** What the person typed to sign in: the staff login, or the student identifier. */
    login: text("login").notNull(),
    displayName: text("display_name").notNull(),
    roles: text("roles").array().notNull(),
    /** When the directory last gave them. */
    rolesReadAt: instant("roles_read_at").notNull(),
    studentId: uuid("student_id").references(() => students.id),
    startedAt: instant("started_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    /** A student's panel was opened from this session: nothing else works until the staff password is given again. */
    frozenAt: instant("frozen_at"),
    address: text("address").notNull(),
    network: text("network"),
  },
  (t) => [index("sessions_by_uid").on(t.uid), index("sessions_by_student").on(t.studentId)],
);

/**
 * What a sign-in goes through, a row for each person of the directory, by whichever login they come. Its lock keeps apart whoever signs in and
 * whoever sets the password or shuts the account; a row is worth the time of a sign-in, and is erased after a day.
 */
export const signInGates = pgTable("sign_in_gates", {
  /** The directory's `uid`. */
  uid: text("uid").primaryKey(),
  /** A password that was proven before this instant opens no session any more. */
  proofsOverAt: instant("proofs_over_at"),
});
