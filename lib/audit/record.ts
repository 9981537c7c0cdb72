import "server-only";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Caller } from "@/lib/network/caller";
import type { AuditKind } from "./kinds";

export interface AuditLine {
  at: Date;
  kind: AuditKind;
  outcome: "begun" | "succeeded" | "refused" | "failed" | "interrupted";
  /** The true reason, in the trade's words; never a sentence, never what somebody typed. */
  reason?: string | null;
  /** Same value on the line before a directory change and on the line after it (a UUID). */
  operationId?: string | null;
  /** Who acts, from the session: the directory's `uid`. Absent when nobody is signed in. */
  actor?: { uid: string; roles: readonly string[] } | null;
  /** Whom it is about: a register identifier. Never an unknown one: people type passwords there. */
  subject?: string | null;
  caller?: Pick<Caller, "address" | "network" | "requestId"> | null;
  /** Small facts (a card number, a charter version). Never a password, a code or a token. */
  details?: Record<string, string | number | boolean>;
}

/** Adds a line to the journal, within the caller's transaction when given one. Throws when it cannot: then nothing else may go on. */
export async function record(db: Database, line: AuditLine): Promise<void> {
  await db.insert(auditEntries).values({
    at: line.at,
    kind: line.kind,
    outcome: line.outcome,
    reason: line.reason ?? null,
    operationId: line.operationId ?? null,
    actor: line.actor?.uid ?? null,
    actorRoles: line.actor ? [...line.actor.roles] : null,
    subject: line.subject ?? null,
    address: line.caller?.address ?? null,
    network: line.caller?.network ?? null,
    requestId: line.caller?.requestId ?? null,
    details: line.details ?? null,
  });
}
