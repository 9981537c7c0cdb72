import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { provisionalCredentials as credentials, sheetRuns as runs, students } from "@/db/schema";
import type { Population } from "@/lib/population";
import { lockStudents } from "@/lib/student-lock/queries";
import type { SheetSelection } from "./rules";

const isLive = and(isNull(credentials.spentAt), isNull(credentials.revokedAt));

/** What a sheet says about a student, and the credential that it replaces. */
const candidate = {
  id: students.id,
  identifier: students.identifier,
  mail: students.mail,
  givenName: students.givenName,
  familyName: students.familyName,
  birthName: students.birthName,
  birthDate: students.birthDate,
  birthPlace: students.birthPlace,
  componentCode: students.componentCode,
  componentName: students.componentName,
  stages: students.stages,
  status: students.status,
  enrolledOn: students.enrolledOn,
  activatedAt: students.activatedAt,
  withdrawnAt: students.withdrawnAt,
  formerId: credentials.id,
};

export type Candidate = Awaited<ReturnType<typeof selectCandidates>>[number];

/** Selects sheets that nobody holds: their run was cut short before the PDF was complete. */
const isUndelivered = (untouchedSince: Date) =>
  and(isNull(runs.deliveredAt), or(isNotNull(runs.abandonedAt), lte(runs.touchedAt, untouchedSince)));

function isSelected(selection: SheetSelection, untouchedSince: Date): SQL | undefined {
  const { population, identifiers, component, enrolledOn, run, notPrinted } = selection;
  return and(
    eq(students.population, population),
    identifiers && inArray(students.identifier, identifiers),
    component === undefined ? undefined : eq(students.componentCode, component),
    enrolledOn === undefined ? undefined : eq(students.enrolledOn, enrolledOn),
    run === undefined ? undefined : eq(credentials.runId, run),
    notPrinted && or(isNull(credentials.id), isUndelivered(untouchedSince)),
  );
}

/** Returns everyone in a selection in the order of the pile of sheets: by component, then by name. */
export async function selectCandidates(db: Database, selection: SheetSelection, untouchedSince: Date) {
  return db
    .select(candidate)
    .from(students)
    .leftJoin(credentials, and(eq(credentials.studentId, students.id), isLive))
    .leftJoin(runs, eq(runs.id, credentials.runId))
    .where(isSelected(selection, untouchedSince))
    .orderBy(
      asc(students.componentName),
      sql`folded_name(${students.familyName})`,
      sql`folded_name(${students.givenName})`,
      asc(students.identifier),
    );
}

/** Inserts a run. False when its identifier exists already: the form was sent twice. */
export async function insertRun(tx: Database, run: Omit<typeof runs.$inferInsert, "touchedAt">): Promise<boolean> {
  const rows = await tx
    .insert(runs)
    .values({ ...run, touchedAt: run.askedAt })
    .onConflictDoNothing()
    .returning({ id: runs.id });
  return rows.length > 0;
}

/** Locks these students and returns the state of each. A student typing a sheet waits for the lock, or came first. */
export async function lockStandings(tx: Database, ids: string[]) {
  const locked = await lockStudents(tx, ids);
  const live = await tx
    .select({ id: credentials.id, studentId: credentials.studentId })
    .from(credentials)
    .where(and(inArray(credentials.studentId, ids), isLive));
  const liveOf = new Map(live.map(({ id, studentId }) => [studentId, id]));
  return new Map(locked.map((student) => [student.id, { ...student, formerId: liveOf.get(student.id) ?? null }]));
}

export async function insertCredentials(tx: Database, fresh: (typeof credentials.$inferInsert)[]): Promise<void> {
  if (fresh.length > 0) await tx.insert(credentials).values(fresh);
}

/** Counts a batch. False when the run has ended: nothing more may be printed in it. */
export async function countBatch(
  tx: Database,
  id: string,
  { made, leftOut, now }: { made: number; leftOut: number; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(runs)
    .set({ made: sql`${runs.made} + ${made}`, leftOut: sql`${runs.leftOut} + ${leftOut}`, touchedAt: now })
    .where(and(eq(runs.id, id), isNull(runs.deliveredAt), isNull(runs.abandonedAt)))
    .returning({ id: runs.id });
  return rows.length > 0;
}

/** Ends a run once, and returns what it had made; null when it had already ended. */
export async function endRun(tx: Database, id: string, end: "delivered" | "abandoned", now: Date) {
  const [run] = await tx
    .update(runs)
    .set(end === "delivered" ? { deliveredAt: now } : { abandonedAt: now })
    .where(and(eq(runs.id, id), isNull(runs.deliveredAt), isNull(runs.abandonedAt)))
    .returning({ made: runs.made, leftOut: runs.leftOut });
  return run ?? null;
}

/** Returns everyone whose sheet in force comes from this run, and that sheet. */
export async function selectHolders(db: Database, run: string) {
  return db
    .select({ id: students.id, identifier: students.identifier, credentialId: credentials.id })
    .from(credentials)
    .innerJoin(students, eq(students.id, credentials.studentId))
    .where(and(eq(credentials.runId, run), isLive))
    .orderBy(asc(students.id));
}

/** Returns the accounts that the sheets of this run opened, the latest first. */
export async function selectOpened(db: Database, run: string, limit: number) {
  return db
    .select({
      identifier: students.identifier,
      givenName: students.givenName,
      familyName: students.familyName,
      at: sql<Date>`${credentials.spentAt}`.mapWith(credentials.spentAt),
    })
    .from(credentials)
    .innerJoin(students, eq(students.id, credentials.studentId))
    .where(and(eq(credentials.runId, run), isNotNull(credentials.spentAt)))
    .orderBy(desc(credentials.spentAt))
    .limit(limit);
}

const runFacts = {
  id: runs.id,
  askedAt: runs.askedAt,
  actor: runs.actor,
  selection: runs.selection,
  total: runs.total,
  made: runs.made,
  leftOut: runs.leftOut,
  touchedAt: runs.touchedAt,
  deliveredAt: runs.deliveredAt,
  abandonedAt: runs.abandonedAt,
  /** How many of its sheets can still open a first connection. */
  // Named in full: Drizzle writes a lone table's columns unqualified, and `id` would be the credential's.
  inForce: sql<number>`(select count(*)::int from ${credentials} sheet
    where sheet.run_id = sheet_runs.id and sheet.spent_at is null and sheet.revoked_at is null)`,
  /** How many have opened an account. */
  spent: sql<number>`(select count(*)::int from ${credentials} sheet
    where sheet.run_id = sheet_runs.id and sheet.spent_at is not null)`,
};

/** Selects the runs of a population: a run from before there was a choice is for students. */
const isOf = (population: Population) => sql`coalesce(${runs.selection} ->> 'population', 'student') = ${population}`;

export async function selectRuns(db: Database, population: Population, limit: number) {
  return db.select(runFacts).from(runs).where(isOf(population)).orderBy(desc(runs.askedAt)).limit(limit);
}

export async function selectRun(db: Database, population: Population, id: string) {
  const [run] = await db
    .select(runFacts)
    .from(runs)
    .where(and(eq(runs.id, id), isOf(population)));
  return run ?? null;
}

/** Returns, by component, how many people of this population have an account to open, and how many have no sheet. */
export async function countByComponent(db: Database, population: Population, untouchedSince: Date) {
  return db
    .select({
      code: students.componentCode,
      name: sql<string>`max(${students.componentName})`,
      toActivate: sql<number>`count(*)::int`,
      notPrinted: sql<number>`(count(*) filter (where ${or(isNull(credentials.id), isUndelivered(untouchedSince))}))::int`,
    })
    .from(students)
    .leftJoin(credentials, and(eq(credentials.studentId, students.id), isLive))
    .leftJoin(runs, eq(runs.id, credentials.runId))
    .where(and(eq(students.population, population), isNull(students.activatedAt), isNull(students.withdrawnAt)))
    .groupBy(students.componentCode)
    .orderBy(sql`folded_name(max(${students.componentName}))`);
}
