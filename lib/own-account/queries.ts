import "server-only";
import { and, desc, eq, gt, gte, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, recoveryAddresses, sessions, students } from "@/db/schema";
import { afterPassword, type ChangedPassword } from "@/lib/change-notice/queries";
import { releasedPassword } from "@/lib/directory-change/queries";
import { cardNumbersOf } from "@/lib/password-policy/queries";
import { isConfirmed } from "@/lib/recovery-email/queries";
import { endProofs } from "@/lib/session/queries";
import { isRole } from "@/lib/session/visitor";
import { lockStudent } from "@/lib/student-lock/queries";
import { type EventKind, eventKinds, type OwnEvent } from "./rules";

export type Owner = NonNullable<Awaited<ReturnType<typeof findOwner>>>;

/** Returns the student of a session, with what a new password must not contain and which addresses to inform. */
export async function findOwner(db: Database, studentId: string) {
  const [row] = await db
    .select({
      id: students.id,
      identifier: students.identifier,
      mail: students.mail,
      givenName: students.givenName,
      familyName: students.familyName,
      birthDate: students.birthDate,
      cardNumbers: cardNumbersOf(students.id),
      recovery: { email: recoveryAddresses.email, confirmedAt: recoveryAddresses.confirmedAt },
    })
    .from(students)
    .leftJoin(recoveryAddresses, and(eq(recoveryAddresses.studentId, students.id), isConfirmed))
    .where(eq(students.id, studentId));
  return row ?? null;
}

/**
 * Completes a change that the directory has made, in one transaction: ends the student's other sessions and mailed
 * links, writes the journal and the mails, and releases the claim.
 */
export async function completeChange(
  db: Database,
  changed: ChangedPassword,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    // First, as in a report of a change: two transactions that need the same rows do not deadlock.
    await endProofs(tx, changed.uid, now);
    await lockStudent(tx, changed.studentId);
    await tx
      .with(...afterPassword(tx, changed, now), ...releasedPassword(tx, changed.studentId, until))
      .select({ done: sql`1` })
      .from(sql`(select 1) as nothing`);
  });
}

/** Returns this person's sessions that nobody ended and that have not expired; some may have been idle for too long. */
export async function selectOpenSessions(db: Database, uid: string, now: Date) {
  return db
    .select({
      id: sessions.id,
      startedAt: sessions.startedAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      endedAt: sessions.endedAt,
      address: sessions.address,
      network: sessions.network,
    })
    .from(sessions)
    .where(and(eq(sessions.uid, uid), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt));
}

/** Returns what this student did, or staff did for them, with success since then, newest first. */
export async function selectEvents(db: Database, identifier: string, since: Date, limit: number): Promise<OwnEvent[]> {
  const lines = await db
    .select({
      at: auditEntries.at,
      kind: auditEntries.kind,
      network: auditEntries.network,
      actorRoles: auditEntries.actorRoles,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subject, identifier),
        gte(auditEntries.at, since),
        eq(auditEntries.outcome, "succeeded"),
        inArray(auditEntries.kind, [...eventKinds]),
      ),
    )
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit);
  return lines.map(({ at, kind, network, actorRoles }) => {
    const roles = actorRoles?.filter(isRole).filter((role) => role !== "student") ?? [];
    const staffRoles = roles.length > 0 ? roles : null;
    return { at, kind: kind as EventKind, count: 1, network, staffRoles };
  });
}

/**
 * Returns the refused sign-ins as this student since then, one line per day in the institution's time zone, so that a
 * flood of them hides nothing.
 */
export async function selectRefusedSignIns(
  db: Database,
  identifier: string,
  since: Date,
  timeZone: string,
  limit: number,
): Promise<OwnEvent[]> {
  const day = sql`date_trunc('day', ${auditEntries.at} at time zone ${timeZone})`;
  const days = await db
    .select({
      at: sql`max(${auditEntries.at})`.mapWith(auditEntries.at),
      count: sql<number>`count(*)::int`,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subject, identifier),
        gte(auditEntries.at, since),
        eq(auditEntries.kind, "session.sign-in"),
        eq(auditEntries.outcome, "refused"),
      ),
    )
    .groupBy(day)
    .orderBy(desc(sql`max(${auditEntries.at})`))
    .limit(limit);
  return days.map(({ at, count }) => ({ at, kind: "session.sign-in", count, network: null, staffRoles: null }));
}
