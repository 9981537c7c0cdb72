import "server-only";
import { and, eq, gte, isNull, lt, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { activations, auditEntries, sessions, signInGates, students } from "@/db/schema";

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(db: Database, row: typeof sessions.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(sessions).values(row).returning({ id: sessions.id });
  if (!inserted) throw new Error("a session was not inserted");
  return inserted.id;
}

const sessionOfToken = prepared((db) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.tokenHash, sql.placeholder("tokenHash"))),
);

export async function findSessionById(db: Database, id: string): Promise<SessionRow | null> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row ?? null;
}

export async function findSession(db: Database, tokenHash: string): Promise<SessionRow | null> {
  const [row] = await sessionOfToken(db, { tokenHash });
  return row ?? null;
}

/** Two requests at once may both see an old row: the later instant stays. */
export async function touchSession(db: Database, id: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, now)));
}

/** What the directory said of this person's roles, and when; without `roles`, those of before stand. */
export async function writeRoles(
  db: Database,
  id: string,
  told: Pick<typeof sessions.$inferInsert, "rolesReadAt"> & { roles?: string[] },
): Promise<void> {
  await db.update(sessions).set(told).where(eq(sessions.id, id));
}

/** Ends the session, and answers whether it is this call that ended it. */
export async function endSession(db: Database, id: string, now: Date): Promise<boolean> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/**
 * Ends every session that this person has open, wherever, one excepted, as a part of another statement: `db.with(endedSessions(db, uid,
 * now)).update(…)`. For whoever sets their password: who had the old one must not stay in.
 */
export function endedSessions(db: Database, uid: string, now: Date, exceptId?: string) {
  return db.$with("ended_sessions").as(
    db
      .update(sessions)
      .set({ endedAt: now })
      .where(and(areOpenOf(uid), exceptId ? ne(sessions.id, exceptId) : undefined))
      .returning({ id: sessions.id }),
  );
}

/** Ends every session that this person has open, wherever. */
export async function endSessionsOfPerson(tx: Database, uid: string, now: Date): Promise<void> {
  await tx.update(sessions).set({ endedAt: now }).where(areOpenOf(uid));
}

const areOpenOf = (uid: string) => and(eq(sessions.uid, uid), isNull(sessions.endedAt));

/** The row of a session, locked until the transaction ends: of two windows of one browser the second waits for the first. */
export async function lockSession(tx: Database, id: string): Promise<void> {
  await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)).for("update");
}

/** From now on nothing but the student's panel works in this session, until `thawSession`. Freezing twice keeps the first instant. */
export async function freezeSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ frozenAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.frozenAt)));
}

export async function thawSession(db: Database, sessionId: string): Promise<void> {
  await db.update(sessions).set({ frozenAt: null }).where(eq(sessions.id, sessionId));
}

/** The register's row with this identifier (lower case), and whose it is; null for nobody: not everyone of the directory is in the register. */
export async function findRegisterRow(db: Database, identifier: string) {
  // PostgreSQL takes no NUL in a text, and people may send one.
  if (identifier.includes("\0")) return null;
  const { id, population } = students;
  const [row] = await db.select({ id, population }).from(students).where(eq(students.identifier, identifier));
  return row ?? null;
}

const gateOfPerson = prepared((db) =>
  db
    .select({ proofsOverAt: signInGates.proofsOverAt })
    .from(signInGates)
    .where(eq(signInGates.uid, sql.placeholder("uid"))),
);

/** Since when no proof given before is worth anything, for who is about to give one; null when no proof was ended of late. */
export async function readGate(db: Database, uid: string): Promise<Date | null> {
  const [gate] = await gateOfPerson(db, { uid });
  return gate?.proofsOverAt ?? null;
}

/**
 * Keeps everybody else out of this person's gate until the transaction ends; answers what `readGate` does. The first thing that a
 * transaction locks: whoever takes the student's row, or any other of theirs, before it may wait for who waits for them.
 */
export async function enterGate(tx: Database, uid: string): Promise<Date | null> {
  const [gate] = await tx
    .insert(signInGates)
    .values({ uid })
    // A row that is left as it was is locked all the same.
    .onConflictDoUpdate({ target: signInGates.uid, set: { uid } })
    .returning({ proofsOverAt: signInGates.proofsOverAt });
  return gate?.proofsOverAt ?? null;
}

/**
 * From now on no password of this person that was proven before opens a session, not even for a sign-in that is under way. For whoever sets
 * their password, shuts their account or ends their sessions; within a transaction that then ends the sessions that there are, and first
 * in it, as `enterGate` is.
 */
export async function endProofs(tx: Database, uid: string, now: Date): Promise<void> {
  await tx
    .insert(signInGates)
    .values({ uid, proofsOverAt: now })
    .onConflictDoUpdate({ target: signInGates.uid, set: { proofsOverAt: now } });
}

/**
 * Says in the register that an account which was open before it came there is open: no sheet is printed for it, and it counts among those that accept
 * the charter. One that its own sheet is opening is left to that first connection.
 */
export async function markOpen(tx: Database, id: string, now: Date): Promise<void> {
  const isOpening = sql`exists (select from ${activations} where ${activations.studentId} = ${students.id}
    and ${activations.writtenAt} is not null and ${activations.completedAt} is null)`;
  await tx
    .update(students)
    .set({ activatedAt: now })
    .where(and(eq(students.id, id), isNull(students.activatedAt), sql`not ${isOpening}`));
}

/** Whether this row of the register is a student's. */
export async function isStudentsRow(db: Database, id: string): Promise<boolean> {
  const [row] = await db.select({ population: students.population }).from(students).where(eq(students.id, id));
  return row?.population === "student";
}

/** True once the journal has what was tried from this session since a student's panel froze it. */
export async function wasFrozenRefusalTold(db: Database, sessionId: string): Promise<boolean> {
  const told = await db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .innerJoin(sessions, and(eq(sessions.uid, auditEntries.actor), gte(auditEntries.at, sessions.frozenAt)))
    .where(and(eq(sessions.id, sessionId), eq(auditEntries.kind, "session.frozen")))
    .limit(1);
  return told.length > 0;
}
