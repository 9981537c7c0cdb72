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

/** Marks the session as seen. Two simultaneous requests may both read an old row: the later instant wins. */
export async function touchSession(db: Database, id: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, now)));
}

/** Writes the roles that the directory gave, and when; without `roles`, the former ones stay. */
export async function writeRoles(
  db: Database,
  id: string,
  told: Pick<typeof sessions.$inferInsert, "rolesReadAt"> & { roles?: string[] },
): Promise<void> {
  await db.update(sessions).set(told).where(eq(sessions.id, id));
}

/** Ends the session. Returns true when this call ended it. */
export async function endSession(db: Database, id: string, now: Date): Promise<boolean> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/**
 * Ends every open session of this person, except `exceptId` if given, as part of another statement:
 * `db.with(endedSessions(db, uid, now)).update(…)`. Use it when a password is set: a session opened with the old one
 * must not survive.
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

/** Ends every open session of this person, except `exceptId` if given. Returns how many had not expired. */
export async function endSessionsOfPerson(tx: Database, uid: string, now: Date, exceptId?: string): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(and(areOpenOf(uid), exceptId ? ne(sessions.id, exceptId) : undefined))
    .returning({ expiresAt: sessions.expiresAt });
  return ended.filter(({ expiresAt }) => expiresAt > now).length;
}

const areOpenOf = (uid: string) => and(eq(sessions.uid, uid), isNull(sessions.endedAt));

/** Locks a session until the transaction ends: of two windows of one browser, the second waits for the first. */
export async function lockSession(tx: Database, id: string): Promise<void> {
  await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)).for("update");
}

/** Freezes a session: only the student's panel works until `thawSession`. Freezing twice keeps the first instant. */
export async function freezeSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ frozenAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.frozenAt)));
}

export async function thawSession(db: Database, sessionId: string): Promise<void> {
  await db.update(sessions).set({ frozenAt: null }).where(eq(sessions.id, sessionId));
}

/**
 * Returns the register row with this identifier (lower case), and its population; null when there is none, since not
 * everyone in the directory is in the register.
 */
export async function findRegisterRow(db: Database, identifier: string) {
  // PostgreSQL accepts no NUL in text, and people may send one.
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

/**
 * Returns the instant before which every password check of this person is void; null when none was invalidated
 * recently. Read it before checking a password.
 */
export async function readGate(db: Database, uid: string): Promise<Date | null> {
  const [gate] = await gateOfPerson(db, { uid });
  return gate?.proofsOverAt ?? null;
}

/**
 * Locks this person's gate until the transaction ends, and returns what `readGate` returns. The gate is the first lock
 * of a transaction: taking the student's row, or any other of theirs, before it may cause a deadlock.
 */
export async function enterGate(tx: Database, uid: string): Promise<Date | null> {
  const [gate] = await tx
    .insert(signInGates)
    .values({ uid })
    // Updating the row to the same value still locks it.
    .onConflictDoUpdate({ target: signInGates.uid, set: { uid } })
    .returning({ proofsOverAt: signInGates.proofsOverAt });
  return gate?.proofsOverAt ?? null;
}

/**
 * Invalidates every password check made before `now`, including those of sign-ins in progress. Call it when a password
 * is set, an account is suspended or sessions are ended, first in the transaction (see `enterGate`); the transaction
 * then ends the existing sessions.
 */
export async function endProofs(tx: Database, uid: string, now: Date): Promise<void> {
  await tx
    .insert(signInGates)
    .values({ uid, proofsOverAt: now })
    .onConflictDoUpdate({ target: signInGates.uid, set: { proofsOverAt: now } });
}

/**
 * Marks as open, in the register, an account that was open before the register knew of it: no sheet is printed for it,
 * and it counts among those that accept the charter. Skips an account that a first connection is opening with its own
 * sheet.
 */
export async function markOpen(tx: Database, id: string, now: Date): Promise<void> {
  const isOpening = sql`exists (select from ${activations} where ${activations.studentId} = ${students.id}
    and ${activations.writtenAt} is not null and ${activations.completedAt} is null)`;
  await tx
    .update(students)
    .set({ activatedAt: now })
    .where(and(eq(students.id, id), isNull(students.activatedAt), sql`not ${isOpening}`));
}

/** True when this row of the register is a student's. */
export async function isStudentsRow(db: Database, id: string): Promise<boolean> {
  const [row] = await db.select({ population: students.population }).from(students).where(eq(students.id, id));
  return row?.population === "student";
}

/** True once the journal has a refusal of this person since this session was frozen. */
export async function wasFrozenRefusalTold(db: Database, sessionId: string): Promise<boolean> {
  const told = await db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .innerJoin(sessions, and(eq(sessions.uid, auditEntries.actor), gte(auditEntries.at, sessions.frozenAt)))
    .where(and(eq(sessions.id, sessionId), eq(auditEntries.kind, "session.frozen")))
    .limit(1);
  return told.length > 0;
}
