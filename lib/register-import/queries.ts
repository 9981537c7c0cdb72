import "server-only";
import { and, asc, desc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  activations,
  cards,
  provisionalCredentials as credentials,
  enrolments,
  importLines,
  importRuns,
  students,
  usedIdentifiers,
} from "@/db/schema";
import type { Population } from "@/lib/population";
import type { Outcome, Reason, Refusal } from "./reasons";

export type Run = typeof importRuns.$inferSelect;
export type RunKind = NonNullable<Run["kind"]>;

/** A line to be staged: read, or refused for what it says itself. */
export interface NewLine {
  line: number;
  outcome: "refuse" | null;
  reasons: Reason[];
  person: string | null;
  facts: string | null;
  item: string | null;
  content: unknown;
}

/** A line that was read and not refused yet. */
export interface StagedLine<Content> {
  line: number;
  content: Content;
  /** What the register said when the file was read; null while it is. */
  seen: string | null;
}

/** What becomes of a line. */
export interface Verdict {
  line: number;
  outcome: Outcome;
  reasons: readonly Reason[];
  seen?: string;
}

/** One parameter, however many: the statement stays the same. */
export const anyOf = (values: readonly string[], type = sql`text[]`) => sql`any(${sql.param(values)}::${type})`;

/** Each once, of those that are said. */
export const texts = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];

export async function insertRun(db: Database, run: typeof importRuns.$inferInsert): Promise<string> {
  const [row] = await db.insert(importRuns).values(run).returning({ id: importRuns.id });
  if (!row) throw new Error("an import was not inserted");
  return row.id;
}

export async function updateRun(db: Database, id: string, changes: Partial<Run>): Promise<void> {
  await db.update(importRuns).set(changes).where(eq(importRuns.id, id));
}

/** The run of this number, for those who see to this population; for anybody else there is none. */
export function isRunOf(id: string, population: Population) {
  return and(eq(importRuns.id, id), eq(importRuns.population, population));
}

export async function findRun(db: Database, id: string, population: Population): Promise<Run | null> {
  const [row] = await db.select().from(importRuns).where(isRunOf(id, population));
  return row ?? null;
}

/** The newest first. */
export async function lastRuns(db: Database, population: Population, many: number): Promise<Run[]> {
  return db
    .select()
    .from(importRuns)
    .where(eq(importRuns.population, population))
    .orderBy(desc(importRuns.startedAt))
    .limit(many);
}

/** When this very file was applied before; null when it never was. */
export async function lastAppliedAt(db: Database, sha256: string): Promise<Date | null> {
  const [row] = await db
    .select({ endedAt: importRuns.endedAt })
    .from(importRuns)
    .where(and(eq(importRuns.sha256, sha256), eq(importRuns.state, "done")))
    .orderBy(desc(importRuns.endedAt))
    .limit(1);
  return row?.endedAt ?? null;
}

export async function insertLines(db: Database, runId: string, lines: readonly NewLine[]): Promise<void> {
  await db.execute(sql`
    insert into ${importLines} (run_id, line, outcome, reasons, person, facts, item, content)
    select ${runId}::uuid, line, outcome, reasons, person, facts, item, content
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as one(line int, outcome text, reasons text[], person text, facts text, item text, content jsonb)`);
}

/** Says of lines who they are about, as the register knows them. */
export async function writePeople(db: Database, runId: string, people: readonly { line: number; person: string }[]) {
  if (people.length === 0) return;
  await db.execute(sql`
    update ${importLines} own set person = one.person
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as one(line int, person text)
    where own.run_id = ${runId} and own.line = one.line`);
}

/** What lines are compared by. */
const compared = {
  person: sql`person`,
  facts: sql`facts`,
  item: sql`item`,
  content: sql`content`,
  "stage of a person": sql`person || ' ' || item`,
  "holder of a card in force": sql`case when content->>'state' = 'in-force' then person end`,
  "student number": sql`content->>'studentNumber'`,
  ine: sql`content->>'ine'`,
  identifier: sql`content->>'identifier'`,
};

/** Refuses the lines that share one thing and differ in another, each naming the first that differs. */
export async function refuseClashes(
  db: Database,
  runId: string,
  clash: { reason: Refusal; by: keyof typeof compared; differing: keyof typeof compared },
): Promise<void> {
  const { reason } = clash;
  const [by, differing] = [compared[clash.by], compared[clash.differing]];
  await db.execute(sql`
    with read as materialized (
      select line, ${by} as shared, ${differing} as said from ${importLines}
      where run_id = ${runId} and outcome is null and ${by} is not null
    ), firsts as (
      select shared, said, min(line) as line from read
      where shared in (select shared from read group by shared having count(distinct said) > 1)
      group by shared, said
    )
    update ${importLines} own set outcome = 'refuse', reasons = ${sql.param([reason])}::text[], other_line = (
      select min(other.line) from firsts other where other.shared = read.shared and other.said is distinct from read.said
    )
    from read join firsts on firsts.shared = read.shared and firsts.said is not distinct from read.said
    where own.run_id = ${runId} and own.line = read.line`);
}

/** Leaves out the lines that say again what an earlier one said. */
export async function leaveRepeated(db: Database, runId: string): Promise<void> {
  await db.execute(sql`
    with read as materialized (
      select line, min(line) over (partition by person, item) as first from ${importLines}
      where run_id = ${runId} and outcome is null
    )
    update ${importLines} own set outcome = 'unchanged', reasons = '{repeated}', other_line = read.first
    from read where own.run_id = ${runId} and own.line = read.line and read.line > read.first`);
}

/** The next lines, after this one, that nothing was decided of. */
export async function nextUndecided<Content>(db: Database, runId: string, after: number, many: number) {
  return stagedLines<Content>(db, runId, after, many, isNull(importLines.outcome));
}

/** The next lines, after this one, that change something. */
export async function nextToApply<Content>(db: Database, runId: string, after: number, many: number) {
  return stagedLines<Content>(db, runId, after, many, inArray(importLines.outcome, ["create", "change"]));
}

async function stagedLines<Content>(
  db: Database,
  runId: string,
  after: number,
  many: number,
  which: ReturnType<typeof isNull>,
): Promise<StagedLine<Content>[]> {
  const rows = await db
    .select({ line: importLines.line, content: importLines.content, seen: importLines.seen })
    .from(importLines)
    .where(and(eq(importLines.runId, runId), sql`${importLines.line} > ${after}`, which))
    .orderBy(asc(importLines.line))
    .limit(many);
  return rows as StagedLine<Content>[];
}

export async function writeVerdicts(db: Database, runId: string, verdicts: readonly Verdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  await db.execute(sql`
    update ${importLines} own set outcome = one.outcome, reasons = one.reasons, seen = coalesce(one.seen, own.seen)
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as one(line int, outcome text, reasons text[], seen text)
    where own.run_id = ${runId} and own.line = one.line`);
}

export type Counts = Record<Outcome, number>;

/** How many lines come to what. */
export async function countLines(db: Database, runId: string): Promise<Counts> {
  const rows = await db
    .select({ outcome: importLines.outcome, many: sql<number>`count(*)::int` })
    .from(importLines)
    .where(eq(importLines.runId, runId))
    .groupBy(importLines.outcome);
  const counts: Counts = { create: 0, change: 0, unchanged: 0, refuse: 0 };
  for (const { outcome, many } of rows) if (outcome) counts[outcome] = many;
  return counts;
}

/** Some lines for a page: those of one outcome, or all, in the order of the file. */
export async function linesForPage(
  db: Database,
  runId: string,
  population: Population,
  { outcome, skip, many }: { outcome: Outcome | null; skip: number; many: number },
) {
  return db
    .select({
      line: importLines.line,
      outcome: importLines.outcome,
      reasons: importLines.reasons,
      otherLine: importLines.otherLine,
      content: importLines.content,
    })
    .from(importLines)
    .innerJoin(importRuns, eq(importRuns.id, importLines.runId))
    .where(and(isRunOf(runId, population), outcome ? eq(importLines.outcome, outcome) : undefined))
    .orderBy(asc(importLines.line))
    .offset(skip)
    .limit(many);
}

/** Tells PostgreSQL how many lines were staged: how it compares them depends on it. */
export async function analyseLines(db: Database): Promise<void> {
  await db.execute(sql`analyze ${importLines}`);
}

/**
 * Tells PostgreSQL how large the register has become. A connection keeps the plans that it made while the register was small: it would go
 * on reading the whole of it, once for every batch, where an index leads to the people of one. Of the columns that people are found by alone:
 * the statistics of names, folded for each row that is looked at, would cost a quarter of the import.
 */
export async function analyseRegister(db: Database): Promise<void> {
  await db.execute(sql`analyze ${students} (id, population, student_number, ine, identifier), ${enrolments} (student_id),
    ${usedIdentifiers}, ${cards} (number, student_id)`);
}

/** A run that was read, or whose application died: with `asked`, that somebody asked for too. */
export function isToApply(now: Date, ...asked: "asked"[]) {
  const isLapsed = or(isNull(importRuns.leaseUntil), lte(importRuns.leaseUntil, now));
  return or(inArray(importRuns.state, ["ready", ...asked]), and(eq(importRuns.state, "applying"), isLapsed));
}

/** Takes a run over to apply it, unless somebody else is at it: keeps apart two instances, and a command. */
export async function claimRun(
  tx: Database,
  id: string,
  { population, claim, now, until }: { population: Population; claim: string; now: Date; until: Date },
): Promise<Run | null> {
  const [row] = await tx
    .update(importRuns)
    .set({ state: "applying", actor: null, claim, leaseUntil: until })
    .where(and(isRunOf(id, population), isToApply(now, "asked")))
    .returning();
  return row ?? null;
}

/** The run, its row locked for the batch, for whoever still holds it; null once somebody took it over. */
export async function holdRun(tx: Database, id: string, claim: string): Promise<Run | null> {
  const [row] = await tx
    .select()
    .from(importRuns)
    .where(and(eq(importRuns.id, id), eq(importRuns.claim, claim), eq(importRuns.state, "applying")))
    .for("update");
  return row ?? null;
}

/** Lets anyone go on with it at once. */
export async function releaseRun(db: Database, id: string, claim: string): Promise<void> {
  await db
    .update(importRuns)
    .set({ leaseUntil: null })
    .where(and(eq(importRuns.id, id), eq(importRuns.claim, claim)));
}

/** One batch at a time changes the register: two files at once would make two students of one. */
export async function lockRegister(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('trousseau.register-import'))`);
}

/** Erases what the lines say of people; their numbers, outcomes and reasons stay. */
export async function erasePeople(db: Database, runId: string): Promise<void> {
  await db
    .update(importLines)
    .set({ person: null, facts: null, item: null, content: null, seen: null })
    .where(eq(importLines.runId, runId));
}

/** Forgets what was read of a file that is refused as a whole. */
export async function deleteLines(db: Database, runId: string): Promise<void> {
  await db.delete(importLines).where(eq(importLines.runId, runId));
}

/** Says that a file is still being read; false once the reading was given up. */
export async function keepReading(db: Database, id: string, leaseUntil: Date): Promise<boolean> {
  const rows = await db
    .update(importRuns)
    .set({ leaseUntil })
    .where(and(eq(importRuns.id, id), eq(importRuns.state, "reading")))
    .returning({ id: importRuns.id });
  return rows.length > 0;
}

/** Refuses the files whose reading died. Each is ended by one instance, however many look. */
export async function giveUpReadings(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .update(importRuns)
    .set({ state: "refused", refusal: "interrupted", refusalValues: {}, leaseUntil: null, endedAt: now })
    .where(and(eq(importRuns.state, "reading"), or(isNull(importRuns.leaseUntil), lte(importRuns.leaseUntil, now))))
    .returning({ id: importRuns.id });
  return rows.map(({ id }) => id);
}

/** Runs that nobody came back to. Each is ended by one instance, however many look. */
export async function expireRuns(db: Database, startedBefore: Date, now: Date): Promise<string[]> {
  const rows = await db
    .update(importRuns)
    .set({ state: "expired", actor: null, endedAt: now })
    .where(
      and(
        inArray(importRuns.state, ["received", "ready", "asked", "applying"]),
        lt(importRuns.startedAt, startedBefore),
        or(isNull(importRuns.leaseUntil), lte(importRuns.leaseUntil, now)),
      ),
    )
    .returning({ id: importRuns.id });
  return rows.map(({ id }) => id);
}

/** Those of these identifiers that somebody has, or had. */
export async function usedAmong(db: Database, identifiers: readonly (string | null)[]): Promise<Set<string>> {
  const rows = await db
    .select()
    .from(usedIdentifiers)
    .where(sql`${usedIdentifiers.identifier} = ${anyOf(texts(identifiers))}`);
  return new Set(rows.map(({ identifier }) => identifier));
}

/**
 * Revokes the sheets of those of these people who have withdrawn, and ends what was begun with them; a password on its way to the directory is let
 * through. Answers the identifiers of those whose sheet it was.
 */
export async function endFirstConnections(tx: Database, studentIds: readonly string[], now: Date): Promise<string[]> {
  const instant = sql`${now.toISOString()}::timestamptz`;
  const withdrawn = sql`(select id from ${students} where id = ${anyOf(studentIds, sql`uuid[]`)} and withdrawn_at is not null)`;
  const { rows } = await tx.execute<{ student_id: string }>(sql`
    update ${credentials} set revoked_at = ${instant}
    where student_id in ${withdrawn} and spent_at is null and revoked_at is null returning student_id`);
  await tx.execute(sql`
    update ${activations} set ended_at = ${instant}
    where student_id in ${withdrawn} and completed_at is null and ended_at is null
      and (claimed_until is null or claimed_until <= ${instant})`);
  if (rows.length === 0) return [];
  const revoked = await tx
    .select({ identifier: students.identifier })
    .from(students)
    .where(
      inArray(
        students.id,
        rows.map(({ student_id }) => student_id),
      ),
    );
  return revoked.map(({ identifier }) => identifier);
}
