import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { cards, students } from "./register";
import { sessions } from "./sessions";

/** A student's password reset at a desk. */
export const deskResets = pgTable(
  "desk_resets",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id),
    staffUid: text("staff_uid").notNull(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    cardNumber: text("card_number")
      .notNull()
      .references(() => cards.number),
    channel: text("channel", { enum: ["page", "api"] }).notNull(),
    /** `opened`: staff compare the name with the card; `handed-over`: the student has the screen. */
    state: text("state", { enum: ["opened", "handed-over", "completed", "cancelled", "expired"] }).notNull(),
    openedAt: instant("opened_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    claimedUntil: instant("claimed_until"),
    endedAt: instant("ended_at"),
    address: text("address").notNull(),
    network: text("network"),
    /** The only code by which a phone may open it; null while the password is typed at the desk. */
    phoneId: uuid("phone_id"),
  },
  (t) => [
    foreignKey({ columns: [t.phoneId, t.id], foreignColumns: [deskPhones.id, deskPhones.resetId] }),
    check(
      "desk_resets_phone_is_handed_over",
      sql`${t.phoneId} is null or (${t.channel} = 'page' and ${t.state} <> 'opened')`,
    ),
    uniqueIndex("desk_resets_one_open_panel_per_session").on(t.sessionId).where(sql`${t.state} = 'handed-over'`),
    index("desk_resets_by_session").on(t.sessionId, t.openedAt),
    index("desk_resets_by_student").on(t.studentId),
    index("desk_resets_by_card").on(t.cardNumber),
    check("desk_resets_state", sql`${t.state} in ('opened', 'handed-over', 'completed', 'cancelled', 'expired')`),
    check("desk_resets_ended", sql`(${t.state} in ('opened', 'handed-over')) = (${t.endedAt} is null)`),
  ],
);

/**
 * A code that hands a reset over to the student’s own phone. The desk’s screen derives it from the service’s secret and
 * this row’s id; this is its hash. It is valid while it is the `phoneId` of its reset.
 */
export const deskPhones = pgTable(
  "desk_phones",
  {
    id: uuid("id").primaryKey(),
    resetId: uuid("reset_id")
      .notNull()
      .references((): AnyPgColumn => deskResets.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    startedAt: instant("started_at").notNull(),
    /** The device that opened it first: the hash of its random cookie. */
    deviceHash: text("device_hash"),
    openedAt: instant("opened_at"),
    /** For the number that the desk’s screen shows. */
    wrongTries: integer("wrong_tries").notNull().default(0),
    provenAt: instant("proven_at"),
    endedAt: instant("ended_at"),
    /** Why it ended before its reset. */
    ending: text("ending", { enum: ["revoked", "wrong-number"] }),
  },
  (t) => [
    unique("desk_phones_of_reset").on(t.id, t.resetId),
    index("desk_phones_by_reset").on(t.resetId, t.startedAt),
    check("desk_phones_opened_by_a_device", sql`(${t.openedAt} is null) = (${t.deviceHash} is null)`),
    check("desk_phones_proven_once_opened", sql`${t.provenAt} is null or ${t.openedAt} is not null`),
    check(
      "desk_phones_three_tries",
      sql`${t.wrongTries} between 0 and 3 and (${t.wrongTries} < 3 or ${t.provenAt} is null)`,
    ),
    check("desk_phones_ending", sql`${t.ending} in ('revoked', 'wrong-number')`),
    check("desk_phones_ended_says_why", sql`(${t.endedAt} is null) = (${t.ending} is null)`),
    check(
      "desk_phones_three_tries_end_it",
      sql`(${t.wrongTries} = 3) = (${t.ending} is not distinct from 'wrong-number')`,
    ),
  ],
);
