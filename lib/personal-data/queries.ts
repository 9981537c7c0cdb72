import "server-only";
import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, reportLinks, sessions, students, usedIdentifiers } from "@/db/schema";

/** What the register says of a person, whole: what is read of it here is what they are given. Null for whom it does not hold. */
export async function selectRegister(db: Database, identifier: string) {
  const [row] = await db.select().from(students).where(eq(students.identifier, identifier));
  if (!row) return null;
  const { id: studentId, searchName: _, passwordClaimedUntil: __, ...register } = row;
  return { studentId, register };
}

/** True of an identifier that somebody had here, or of whom a line of the journal tells, though the register holds them no more. */
export async function isTraced(db: Database, identifier: string): Promise<boolean> {
  const used = db.select({ one: sql`1` }).from(usedIdentifiers).where(eq(usedIdentifiers.identifier, identifier));
  const told = db.select({ one: sql`1` }).from(auditEntries).where(eq(auditEntries.subject, identifier)).limit(1);
  return (await used.unionAll(told)).length > 0;
}

/** Every `uid` that the directory gave this person, as their sessions and the news of their changes kept it. */
export async function selectUids(
  db: Database,
  { studentId, identifier }: { studentId: string | null; identifier: string },
): Promise<string[]> {
  const ofSessions = db.select({ uid: sessions.uid }).from(sessions);
  const ofChanges = db.select({ uid: sql<string>`${reportLinks.uid}` }).from(reportLinks);
  const before = and(isNull(sessions.studentId), eq(sessions.login, identifier));
  const rows = await (studentId
    ? ofSessions
        .where(or(eq(sessions.studentId, studentId), before))
        .union(ofChanges.where(and(eq(reportLinks.studentId, studentId), isNotNull(reportLinks.uid))))
    : ofSessions.where(before));
  return [...new Set(rows.map(({ uid }) => uid))];
}

/**
 * The condition that a session is this person's: of their row, or of nobody's row under their login or their `uid`. A session of
 * another row under that `uid` is of whoever had it before.
 */
export function isTheirSession(person: { studentId: string | null; identifier: string; uids: readonly string[] }) {
  const { studentId, identifier, uids } = person;
  const byName = or(eq(sessions.login, identifier), inArray(sessions.uid, [...uids]));
  return or(studentId ? eq(sessions.studentId, studentId) : undefined, and(isNull(sessions.studentId), byName));
}

/** What they signed in by: whoever studies and works here has a login beside their identifier. */
export async function selectLogins(db: Database, person: Parameters<typeof isTheirSession>[0]): Promise<string[]> {
  const rows = await db.selectDistinct({ login: sessions.login }).from(sessions).where(isTheirSession(person));
  return rows.map(({ login }) => login);
}
