import "server-only";
import { and, desc, eq, inArray, isNotNull, isNull, like, lt, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  activations,
  auditEntries,
  cards,
  provisionalCredentials as credentials,
  enrolments,
  recoveryAddresses,
  students,
} from "@/db/schema";
import type { AuditKind } from "@/lib/audit/kinds";
import type { Population } from "@/lib/population";
import type { Search, StuckReason } from "./rules";

const isInForce = and(isNull(credentials.spentAt), isNull(credentials.revokedAt));
const isToActivate = and(isNull(students.activatedAt), isNull(students.withdrawnAt));

/** In dictionary order, ignoring accents. */
const byName = [sql`folded_name(${students.familyName})`, sql`folded_name(${students.givenName})`, students.identifier];

const found = {
  identifier: students.identifier,
  givenName: students.givenName,
  familyName: students.familyName,
  componentName: students.componentName,
  birthDate: students.birthDate,
  activatedAt: students.activatedAt,
};

/** Returns the first matches, by name. */
export async function selectStudents(db: Database, population: Population, search: Search, limit: number) {
  return db
    .select(found)
    .from(students)
    .where(and(eq(students.population, population), await matching(db, search)))
    .orderBy(...byName)
    .limit(limit);
}

async function matching(db: Database, search: Search): Promise<SQL | undefined> {
  switch (search.by) {
    case "card":
      return sql`${students.id} = (select student_id from ${cards} where ${eq(cards.number, search.number)})`;
    case "student-number":
      return eq(students.studentNumber, search.number);
    case "identifier":
      return isIdentifierFrom(search.beginning);
    case "login-or-name":
      return or(isIdentifierFrom(search.beginning), await isNamed(db, search.text));
    case "name":
      return isNamed(db, search.text);
  }
}

function isIdentifierFrom(beginning: string): SQL {
  return like(students.identifier, `${beginning.replaceAll(/[\\%_]/g, "\\$&")}%`);
}

async function isNamed(db: Database, text: string): Promise<SQL | undefined> {
  const { rows } = await db.execute(sql`select folded_name(${text}) as folded`);
  const words = String(rows[0]?.folded ?? "").split(" ");
  return and(...words.map((word) => like(students.searchName, `% ${word}%`)));
}

interface Stuck {
  population: Population;
  reason: StuckReason;
  givenUpBefore: Date;
  now: Date;
}

function isStuck(db: Database, { population, reason, givenUpBefore, now }: Stuck): SQL | undefined {
  const isWaiting = and(eq(students.population, population), isToActivate);
  const sheet = db
    .select({ one: sql`1` })
    .from(credentials)
    .where(and(eq(credentials.studentId, students.id), isInForce));
  switch (reason) {
    case "no-sheet":
      return and(isWaiting, notExists(sheet));
    case "sheet-expired":
      return and(
        isWaiting,
        sql`exists (select from ${credentials} where ${and(eq(credentials.studentId, students.id), isInForce, lte(credentials.expiresAt, now))})`,
      );
    case "unfinished":
      return and(
        isWaiting,
        sql`exists (select from ${activations} where ${and(eq(activations.studentId, students.id), isNull(activations.completedAt), isNull(activations.endedAt), lt(activations.lastSeenAt, givenUpBefore))})`,
      );
  }
}

export async function selectStuck(db: Database, stuck: Stuck, limit: number) {
  return db
    .select(found)
    .from(students)
    .where(isStuck(db, stuck))
    .orderBy(...byName)
    .limit(limit);
}

export async function countStuck(db: Database, stuck: Stuck): Promise<number> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(students).where(isStuck(db, stuck));
  return row?.count ?? 0;
}

/** Returns the person of this file; null also for an identifier of another population. */
export async function selectStudent(
  db: Database,
  { identifier, population }: { identifier: string; population: Population },
) {
  const [row] = await db
    .select()
    .from(students)
    .where(and(eq(students.identifier, identifier), eq(students.population, population)));
  return row ?? null;
}

/** Returns the latest sheet, in force or not. */
export async function selectLatestSheet(db: Database, studentId: string) {
  const [row] = await db
    .select({
      issuedAt: credentials.issuedAt,
      expiresAt: credentials.expiresAt,
      spentAt: credentials.spentAt,
      revokedAt: credentials.revokedAt,
    })
    .from(credentials)
    .where(eq(credentials.studentId, studentId))
    .orderBy(desc(credentials.issuedAt))
    .limit(1);
  return row ?? null;
}

/** Returns the first connection in progress, with the steps done. */
export async function selectActivation(db: Database, studentId: string) {
  const [row] = await db
    .select({
      lastSeenAt: activations.lastSeenAt,
      hasRecoveryEmail: isNotNull(activations.recoveryAddressId).mapWith(Boolean),
      hasAccepted: isNotNull(activations.charterAcceptanceId).mapWith(Boolean),
    })
    .from(activations)
    .where(and(eq(activations.studentId, studentId), isNull(activations.completedAt), isNull(activations.endedAt)));
  return row ?? null;
}

/** Returns whether a recovery address is in use and whether one waits for confirmation; never the address. */
export async function selectRecovery(db: Database, studentId: string) {
  const rows = await db
    .select({ confirmedAt: recoveryAddresses.confirmedAt })
    .from(recoveryAddresses)
    .where(and(eq(recoveryAddresses.studentId, studentId), isNull(recoveryAddresses.withdrawnAt)));
  return {
    isConfirmed: rows.some(({ confirmedAt }) => confirmedAt !== null),
    isWaiting: rows.some(({ confirmedAt }) => confirmedAt === null),
  };
}

export async function selectCards(db: Database, studentId: string) {
  return db
    .select({ number: cards.number, state: cards.state, validUntil: cards.validUntil })
    .from(cards)
    .where(eq(cards.studentId, studentId))
    .orderBy(desc(cards.validUntil), desc(cards.number));
}

export async function selectEnrolments(db: Database, studentId: string) {
  return db
    .select()
    .from(enrolments)
    .where(eq(enrolments.studentId, studentId))
    .orderBy(desc(enrolments.year), enrolments.stageName);
}

/** Returns the latest lines of these kinds about a person, newest first. */
export async function selectLines(
  db: Database,
  { subject, kinds, limit }: { subject: string; kinds: readonly AuditKind[]; limit: number },
) {
  return db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subject, subject), inArray(auditEntries.kind, [...kinds])))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit);
}

/** Declares a card of this student lost; false when no card in force has that number. */
export async function loseCard(tx: Database, number: string, studentId: string): Promise<boolean> {
  const lost = await tx
    .update(cards)
    .set({ state: "lost" })
    .where(and(eq(cards.number, number), eq(cards.studentId, studentId), eq(cards.state, "in-force")))
    .returning({ number: cards.number });
  return lost.length > 0;
}
