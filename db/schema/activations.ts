import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { charterAcceptances } from "./charters";
import { instant } from "./columns";
import { recoveryAddresses } from "./recovery-addresses";
import { students } from "./register";
import { provisionalCredentials } from "./sheets";

/** A first connection in progress. The browser's cookie contains a random token; this is its hash. */
export const activations = pgTable(
  "activations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    credentialId: uuid("credential_id")
      .notNull()
      .references(() => provisionalCredentials.id),
    tokenHash: text("token_hash").notNull().unique(),
    startedAt: instant("started_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    recoveryAddressId: uuid("recovery_address_id").references(() => recoveryAddresses.id),
    charterAcceptanceId: uuid("charter_acceptance_id").references(() => charterAcceptances.id),
    /** While a password is on its way to the directory, until this instant, nobody else may send one. */
    claimedUntil: instant("claimed_until"),
    /** When the directory accepted a password from this first connection: if the account is active since, we did it. */
    writtenAt: instant("written_at"),
    completedAt: instant("completed_at"),
    /** Replaced by a newer one, or its sheet was revoked. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("activations_by_student").on(t.studentId),
    index("activations_by_credential").on(t.credentialId),
    index("activations_by_address").on(t.recoveryAddressId),
    index("activations_by_acceptance").on(t.charterAcceptanceId),
    uniqueIndex("activations_one_live_per_student")
      .on(t.studentId)
      .where(sql`${t.completedAt} is null and ${t.endedAt} is null`),
    check(
      "activations_complete_has_every_step",
      sql`${t.completedAt} is null or (${t.recoveryAddressId} is not null and ${t.charterAcceptanceId} is not null)`,
    ),
  ],
);
