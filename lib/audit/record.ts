import "server-only";
import { getTableColumns, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Caller } from "@/lib/network/caller";
import type { AuditKind } from "./kinds";
import type { AuditDetail, AuditReason } from "./words";

export interface AuditLine {
  at: Date;
  kind: AuditKind;
  outcome: "begun" | "succeeded" | "refused" | "failed" | "interrupted";
  /** The true reason, or every rule that a password breaks; never a sentence, never what somebody typed. */
  reason?: AuditReason | readonly AuditReason[] | null;
  /** Same value on the line before a directory change and on the line after it (a UUID). */
  operationId?: string | null;
  /** The person who acts, from the session: `uid` is the directory's. Absent when nobody is signed in. */
  actor?: { uid: string; roles: readonly string[] } | null;
  /** The person whom the line is about: a register identifier. Never an unknown one: people type passwords there. */
  subject?: string | null;
  caller?: Pick<Caller, "address" | "network" | "requestId"> | null;
  /** Small facts (a card number, a charter version). Never a password, a code or a token. */
  details?: { [name in AuditDetail]?: string | number | boolean };
}

/**
 * Adds a line to the journal, within the caller's transaction if there is one. Throws when it cannot, and then the
 * caller must not continue.
 */
export async function record(db: Database, line: AuditLine): Promise<void> {
  await db.insert(auditEntries).values(rowOf(line));
}

/** Adds several lines at once, in their order. */
export async function recordAll(db: Database, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length > 0) await db.insert(auditEntries).values(lines.map(rowOf));
}

/**
 * Returns the line as a part of another statement, `db.with(recorded(db, line)).update(…)`: both happen or neither, as
 * in a transaction, but in one round trip instead of four.
 */
export function recorded(db: Database, line: AuditLine) {
  return db.$with("recorded").as(db.insert(auditEntries).values(rowOf(line)).returning({ id: auditEntries.id }));
}

/**
 * Makes a change, an update that returns a column, and adds the line if it changed a row, in one statement. Returns
 * whether it did.
 */
export async function recordIfChanged(db: Database, change: SQLWrapper, line: AuditLine): Promise<boolean> {
  const row = rowOf(line);
  const columns = Object.entries(getTableColumns(auditEntries)).filter(([name]) => name in row);
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const values = columns.map(([name, column]) => sql.param(row[name as keyof typeof row], column));
  const added = await db.execute(sql`with changed as ${change}
    insert into ${auditEntries} (${sql.join(names, sql`, `)}) select ${sql.join(values, sql`, `)} from changed`);
  return (added.rowCount ?? 0) > 0;
}

function rowOf(line: AuditLine) {
  return {
    at: line.at,
    kind: line.kind,
    outcome: line.outcome,
    reason: line.reason ? [line.reason].flat().join(" ") : null,
    operationId: line.operationId ?? null,
    actor: line.actor?.uid ?? null,
    actorRoles: line.actor ? [...line.actor.roles] : null,
    subject: line.subject ?? null,
    address: line.caller?.address ?? null,
    network: line.caller?.network ?? null,
    requestId: line.caller?.requestId ?? null,
    details: line.details ?? null,
  };
}
