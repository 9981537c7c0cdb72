import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The journal. Append-only: triggers refuse updates, truncation, and deletion of recent lines (see migrations). */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    outcome: text("outcome", { enum: ["begun", "succeeded", "refused", "failed", "interrupted"] }).notNull(),
    reason: text("reason"),
    /** The same for the line before a directory change and the line after it. */
    operationId: uuid("operation_id"),
    actor: text("actor"),
    actorRoles: text("actor_roles").array(),
    subject: text("subject"),
    address: text("address"),
    network: text("network"),
    requestId: text("request_id"),
    details: jsonb("details").$type<Record<string, string | number | boolean>>(),
  },
  (t) => [
    index("audit_entries_by_time").on(t.at),
    index("audit_entries_by_subject").on(t.subject, t.at),
    index("audit_entries_by_actor").on(t.actor, t.at),
    index("audit_entries_by_kind").on(t.kind, t.id),
    // The outcomes that people look for, which are few.
    index("audit_entries_by_rare_outcome")
      .on(t.outcome, t.id)
      .where(sql`${t.outcome} in ('refused', 'failed', 'interrupted')`),
    uniqueIndex("audit_entries_one_beginning").on(t.operationId).where(sql`${t.outcome} = 'begun'`),
    uniqueIndex("audit_entries_one_ending").on(t.operationId).where(sql`${t.outcome} <> 'begun'`),
    check("audit_entries_outcome", sql`${t.outcome} in ('begun', 'succeeded', 'refused', 'failed', 'interrupted')`),
    check("audit_entries_beginning_has_operation", sql`${t.outcome} <> 'begun' or ${t.operationId} is not null`),
  ],
);
