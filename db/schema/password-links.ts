import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { recoveryAddresses } from "./recovery-addresses";
import { students } from "./register";

/**
 * A request for a link to choose a new password. Any identifier adds a row, whether or not somebody has it, so that the
 * answer reveals nothing and takes the same time. The primary process handles the row a moment later, and deletes it.
 * Requests repeated meanwhile are counted in the waiting row.
 */
export const passwordLinkRequests = pgTable(
  "password_link_requests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** As typed, in lower case; it has the shape of an identifier. */
    identifier: text("identifier").notNull(),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    askedAt: instant("asked_at").notNull(),
    /** From the first request, like the network and the request's id. */
    address: text("address").notNull(),
    /** The address as limits count it: an IPv6 one by its /64. */
    origin: text("origin").notNull(),
    network: text("network"),
    requestId: text("request_id").notNull(),
    /** How many requests came from there while it waits. */
    timesAsked: integer("times_asked").notNull().default(1),
    /** While a process handles it: when another may take it over as abandoned. */
    nextAttemptAt: instant("next_attempt_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [
    index("password_link_requests_due").on(t.nextAttemptAt),
    uniqueIndex("password_link_requests_one_waiting").on(t.identifier, t.origin),
    check("password_link_requests_lower_case", sql`${t.identifier} = lower(${t.identifier})`),
  ],
);

/**
 * A link mailed to a confirmed recovery address, which sets a new password once. The mail contains a random token; this
 * is its hash.
 */
export const passwordLinks = pgTable(
  "password_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    /** The address it was mailed to: once that is withdrawn, the link is invalid. */
    addressId: uuid("address_id")
      .notNull()
      .references(() => recoveryAddresses.id),
    tokenHash: text("token_hash").notNull().unique(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** A password was set by other means: another link, a desk, or « Mon compte ». */
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("password_links_by_student").on(t.studentId),
    index("password_links_by_address").on(t.addressId),
    index("password_links_by_end").on(t.expiresAt),
    check("password_links_used_or_ended", sql`${t.usedAt} is null or ${t.endedAt} is null`),
  ],
);
