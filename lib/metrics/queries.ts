import "server-only";
import { and, asc, count, eq, gt, isNotNull, isNull, min, notInArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, deskResets, outgoingMails, sessions } from "@/db/schema";
import { keptKinds } from "@/lib/audit/erase-old-lines";

/** Counts the lines of the journal since that instant, by kind and outcome. */
export function countJournalLines(db: Database, since: Date) {
  return db
    .select({ kind: auditEntries.kind, outcome: auditEntries.outcome, lines: count() })
    .from(auditEntries)
    .where(gt(auditEntries.at, since))
    .groupBy(auditEntries.kind, auditEntries.outcome)
    .orderBy(auditEntries.kind, auditEntries.outcome);
}

/** Returns when the oldest line was written of those that reach an age to be erased; null when there is none. */
export async function findOldestLine(db: Database): Promise<Date | null> {
  const [oldest] = await db
    .select({ at: auditEntries.at })
    .from(auditEntries)
    .where(notInArray(auditEntries.kind, [...keptKinds]))
    .orderBy(asc(auditEntries.at))
    .limit(1);
  return oldest?.at ?? null;
}

/** Returns how many mails have not been sent yet, and since when the oldest waits. */
export async function findBacklog(db: Database): Promise<{ waiting: number; since: Date | null }> {
  const [backlog] = await db
    .select({ waiting: count(), since: min(outgoingMails.createdAt) })
    .from(outgoingMails)
    .where(and(isNull(outgoingMails.sentAt), isNull(outgoingMails.abandonedAt)));
  return backlog ?? { waiting: 0, since: null };
}

export async function countAbandonedMails(db: Database): Promise<number> {
  const [row] = await db.select({ mails: count() }).from(outgoingMails).where(isNotNull(outgoingMails.abandonedAt));
  return row?.mails ?? 0;
}

/** Counts the open sessions seen after `seenAfter`, and those of them that a student's panel froze. */
export async function countSessions(db: Database, seenAfter: Date): Promise<{ live: number; frozen: number }> {
  const [row] = await db
    .select({ live: count(), frozen: count(sessions.frozenAt) })
    .from(sessions)
    .where(and(isNull(sessions.endedAt), gt(sessions.lastSeenAt, seenAfter)));
  return row ?? { live: 0, frozen: 0 };
}

export async function countOpenPanels(db: Database, now: Date): Promise<number> {
  const [row] = await db
    .select({ panels: count() })
    .from(deskResets)
    .where(and(eq(deskResets.state, "handed-over"), gt(deskResets.expiresAt, now)));
  return row?.panels ?? 0;
}
