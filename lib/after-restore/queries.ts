import "server-only";
import { and, asc, count, inArray, isNull, max } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activations, auditEntries, outgoingMails, provisionalCredentials, sessions, students } from "@/db/schema";

/** Someone of the register who is still to open their account, by this database. */
export type Waiting = Awaited<ReturnType<typeof selectWaiting>>[number];

/** Returns everyone of the register, enrolled or working here, whose account this database does not know as open. */
export async function selectWaiting(db: Database) {
  return db
    .select({ id: students.id, identifier: students.identifier })
    .from(students)
    .where(and(isNull(students.activatedAt), isNull(students.withdrawnAt)))
    .orderBy(asc(students.identifier));
}

/** Returns the instant of the latest line of the journal; null when it has none. */
export async function selectLastLine(db: Database): Promise<Date | null> {
  const [row] = await db.select({ at: max(auditEntries.at) }).from(auditEntries);
  return row?.at ?? null;
}

const isUnderWay = and(isNull(activations.completedAt), isNull(activations.endedAt));
const isOpen = isNull(sessions.endedAt);
const isWaitingToLeave = and(isNull(outgoingMails.sentAt), isNull(outgoingMails.abandonedAt));

/** Counts what `endWhatWasUnderWay` would end. */
export async function countUnderWay(db: Database) {
  const [connections, open, mails] = await Promise.all([
    db.select({ n: count() }).from(activations).where(isUnderWay),
    db.select({ n: count() }).from(sessions).where(isOpen),
    db.select({ n: count() }).from(outgoingMails).where(isWaitingToLeave),
  ]);
  return { firstConnections: connections[0]?.n ?? 0, sessions: open[0]?.n ?? 0, mails: mails[0]?.n ?? 0 };
}

/** Marks these accounts as open, and the sheets in force of their holders as used. */
export async function markOpened(tx: Database, ids: string[], now: Date): Promise<void> {
  const { studentId, spentAt, revokedAt } = provisionalCredentials;
  await tx
    .update(provisionalCredentials)
    .set({ spentAt: now })
    .where(and(inArray(studentId, ids), isNull(spentAt), isNull(revokedAt)));
  await tx
    .update(students)
    .set({ activatedAt: now })
    .where(and(inArray(students.id, ids), isNull(students.activatedAt)));
}

/** Ends the first connections, the sessions and the waiting mails of that time. Returns how many of each. */
export async function endWhatWasUnderWay(tx: Database, now: Date) {
  const connections = await tx
    .update(activations)
    .set({ endedAt: now })
    .where(isUnderWay)
    .returning({ id: activations.id });
  const ended = await tx.update(sessions).set({ endedAt: now }).where(isOpen).returning({ id: sessions.id });
  const mails = await tx
    .update(outgoingMails)
    .set({ abandonedAt: now, text: null, html: null })
    .where(isWaitingToLeave)
    .returning({ id: outgoingMails.id });
  return { firstConnections: connections.length, sessions: ended.length, mails: mails.length };
}
