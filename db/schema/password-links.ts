import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { recoveryAddresses } from "./recovery-addresses";
import { students } from "./register";

/**
 * Somebody asked for a link to choose a new password. One row whatever was typed, whether or not anybody has that identifier, so that
 * the answer tells nothing and takes the same time; the primary process looks at it a moment later, and deletes it. Whoever asks again
 * meanwhile is counted in the row that waits.
 */
export const passwordLinkRequests = pgTable(
  "password_link_requests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** As typed, in lower case; shaped as identifiers are. */
    identifier: text("identifier").notNull(),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    askedAt: instant("asked_at").notNull(),
    /** Of who asked first, as the network and the request are. */
    address: text("address").notNull(),
    /** The address as limits count it: an IPv6 one by its /64. */
    origin: text("origin").notNull(),
    network: text("network"),
    requestId: text("request_id").notNull(),
    /** How often, from there, while it waits. */
    timesAsked: integer("times_asked").notNull().default(1),
    /** While it is being answered, when another process may take it for left behind. */
    nextAttemptAt: instant("next_attempt_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [
    index("password_link_requests_due").on(t.nextAttemptAt),
    uniqueIndex("password_link_requests_one_waiting").on(t.identifier, t.origin),
    check("password_link_requests_lower_case", sql`${t.identifier} = lower(${t.identifier})`),
  ],
);

/** A link mailed to a confirmed recovery address, that sets a new password once. The mail holds a random token; here is its hash. */
export const passwordLinks = pgTable(
  "password_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    /** Where it was mailed: once this address is withdrawn, the link is worth nothing. */
    addressId: uuid("address_id")
      .notNull()
      .references(() => recoveryAddresses.id),
    tokenHash: text("token_hash").notNull().unique(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** A password was set otherwise: by another link, at a desk, or in « Mon compte ». */
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("password_links_by_student").on(t.studentId),
    index("password_links_by_address").on(t.addressId),
    index("password_links_by_end").on(t.expiresAt),
    check("password_links_used_or_ended", sql`${t.usedAt} is null or ${t.endedAt} is null`),
  ],
);
