import "server-only";
import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, reportLinks, sessions, students, usedIdentifiers } from "@/db/schema";

/** Returns all that the register says of a person, as they are given it; null when it does not have them. */
export async function selectRegister(db: Database, identifier: string) {
  const [row] = await db.select().from(students).where(eq(students.identifier, identifier));
  if (!row) return null;
  const { id: studentId, searchName: _, passwordClaimedUntil: __, ...register } = row;
  return { studentId, register };
}

/** True for an identifier that somebody had here, or that is the subject of a line of the journal. */
export async function isTraced(db: Database, identifier: string): Promise<boolean> {
  const used = db.select({ one: sql`1` }).from(usedIdentifiers).where(eq(usedIdentifiers.identifier, identifier));
  const told = db.select({ one: sql`1` }).from(auditEntries).where(eq(auditEntries.subject, identifier)).limit(1);
  return (await used.unionAll(told)).length > 0;
}

/** Returns every `uid` that the directory gave this person, as their sessions and report links kept it. */
export async function selectUids(
  db: Database,
  { studentId, identifier }: { studentId: string | null; identifier: string },
): Promise<string[]> {
  const ofSessions = db.select({ uid: sessions.uid }).from(sessions);
  const ofChanges = db.select({ uid: sql<string>`${reportLinks.uid}` }).from(reportLinks);
  const signedIn = ofSessions.where(isTheirSession({ studentId, identifiers: [identifier] }));
  const rows = await (studentId
    ? signedIn.union(ofChanges.where(and(eq(reportLinks.studentId, studentId), isNotNull(reportLinks.uid))))
    : signedIn);
  return [...new Set(rows.map(({ uid }) => uid))];
}

/** Returns the other logins of no row of the register that had this `uid`, whoever signed in with them. */
export async function selectLoginsBeside(db: Database, identifier: string, uid: string): Promise<string[]> {
  const isOther = and(eq(sessions.uid, uid), isNull(sessions.studentId), ne(sessions.login, identifier));
  const rows = await db.selectDistinct({ login: sessions.login }).from(sessions).where(isOther);
  return rows.map(({ login }) => login);
}

/**
 * Returns the condition that a session is this person's: that of their row, or of no row but under a login of theirs.
 * Any other session with their `uid` belongs to whoever had it before.
 */
export function isTheirSession({ studentId, identifiers }: { studentId: string | null; identifiers: string[] }) {
  const before = and(isNull(sessions.studentId), inArray(sessions.login, identifiers));
  return studentId ? or(eq(sessions.studentId, studentId), before) : before;
}
