import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { recoveryAddresses } from "./recovery-addresses";
import { students } from "./register";

/**
 * A link mailed with the announcement of a change, for a person who did not make it: « Ce n’était pas moi ». Each
 * address gets its own. The mail contains a random token; this is its hash.
 */
export const reportLinks = pgTable(
  "report_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    /** The directory's `uid` of this student; null in rows older than this column. */
    uid: text("uid"),
    /** A password, by how it was changed; or the recovery address. */
    change: text("change", { enum: ["desk", "link", "account", "address"] }).notNull(),
    changedAt: instant("changed_at").notNull(),
    network: text("network"),
    /** The staff login of the person who made the change at a desk. */
    staffLogin: text("staff_login"),
    /** The recovery address that the change used or set: a report means that somebody else may have it. */
    suspectAddressId: uuid("suspect_address_id").references(() => recoveryAddresses.id),
    tokenHash: text("token_hash").notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    index("report_links_by_change").on(t.studentId, t.changedAt),
    index("report_links_by_suspect_address").on(t.suspectAddressId),
    check("report_links_change", sql`${t.change} in ('desk', 'link', 'account', 'address')`),
    check("report_links_desk_has_staff", sql`(${t.change} = 'desk') = (${t.staffLogin} is not null)`),
    check(
      "report_links_address_is_named",
      sql`(${t.change} in ('link', 'address')) = (${t.suspectAddressId} is not null)`,
    ),
  ],
);

/**
 * An account whose holder reported a change that they did not make: until the block is lifted, nothing about it can be
 * changed by mail. IT's own suspensions exist only in the directory, and have no row here.
 */
export const accountBlocks = pgTable(
  "account_blocks",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    reportLinkId: uuid("report_link_id")
      .notNull()
      .references(() => reportLinks.id),
    blockedAt: instant("blocked_at").notNull(),
    /** Staff confirmed it, and the directory suspended the account. */
    suspendedAt: instant("suspended_at"),
    suspendedBy: text("suspended_by"),
    liftedAt: instant("lifted_at"),
    liftedBy: text("lifted_by"),
  },
  (t) => [
    uniqueIndex("account_blocks_one_live_per_student").on(t.studentId).where(sql`${t.liftedAt} is null`),
    index("account_blocks_by_time").on(t.blockedAt),
    index("account_blocks_by_student").on(t.studentId),
    index("account_blocks_by_report_link").on(t.reportLinkId),
    check("account_blocks_suspended_by_someone", sql`(${t.suspendedAt} is null) = (${t.suspendedBy} is null)`),
    check("account_blocks_lifted_by_someone", sql`(${t.liftedAt} is null) = (${t.liftedBy} is null)`),
  ],
);
