import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { students } from "./register";

/** A recovery e-mail address that a student gave. Only a confirmed one may ever be used. */
export const recoveryAddresses = pgTable(
  "recovery_addresses",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    email: text("email").notNull(),
    givenAt: instant("given_at").notNull(),
    confirmedAt: instant("confirmed_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    index("recovery_addresses_by_student").on(t.studentId),
    uniqueIndex("recovery_addresses_one_pending_per_student")
      .on(t.studentId)
      .where(sql`${t.confirmedAt} is null and ${t.withdrawnAt} is null`),
    uniqueIndex("recovery_addresses_one_confirmed_per_student")
      .on(t.studentId)
      .where(sql`${t.confirmedAt} is not null and ${t.withdrawnAt} is null`),
  ],
);

/** One message sent to a recovery address: its six-digit code, kept as a keyed hash, and its link, kept as a hash. */
export const addressConfirmations = pgTable(
  "address_confirmations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    addressId: uuid("address_id")
      .notNull()
      .references(() => recoveryAddresses.id),
    codeHash: text("code_hash").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    wrongTries: integer("wrong_tries").notNull().default(0),
    usedAt: instant("used_at"),
    /** When a newer message replaced it: its code is then invalid. */
    replacedAt: instant("replaced_at"),
  },
  (t) => [
    index("address_confirmations_by_address").on(t.addressId, t.sentAt),
    uniqueIndex("address_confirmations_one_live_per_address")
      .on(t.addressId)
      .where(sql`${t.usedAt} is null and ${t.replacedAt} is null`),
    check("address_confirmations_five_tries", sql`${t.wrongTries} between 0 and 5`),
  ],
);
