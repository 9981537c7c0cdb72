import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { importLines, importRuns } from "@/db/schema";
import type { Population } from "@/lib/population";
import { isRunOf } from "../queries";
import type { Outcome, Reason, Refusal } from "../reasons";

/** A line to stage: read, or refused for its own content. */
export interface NewLine {
  line: number;
  outcome: "refuse" | null;
  reasons: Reason[];
  person: string | null;
  facts: string | null;
  item: string | null;
  content: unknown;
}

/** A line that was read and is not refused so far. */
export interface StagedLine<Content> {
  line: number;
  content: Content;
  /** The register's state when the file was read; null during the reading. */
  seen: string | null;
}

/** What becomes of a line. */
export interface Verdict {
  line: number;
  outcome: Outcome;
  reasons: readonly Reason[];
  seen?: string;
}

export async function insertLines(db: Database, runId: string, lines: readonly NewLine[]): Promise<void> {
  await db.execute(sql`
    insert into ${importLines} (run_id, line, outcome, reasons, person, facts, item, content)
    select ${runId}::uuid, line, outcome, reasons, person, facts, item, content
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as one(line int, outcome text, reasons text[], person text, facts text, item text, content jsonb)`);
}

/** Writes the person of each line, as the register knows them. */
export async function writePeople(db: Database, runId: string, people: readonly { line: number; person: string }[]) {
  if (people.length === 0) return;
  await db.execute(sql`
    update ${importLines} own set person = one.person
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as one(line int, person text)
    where own.run_id = ${runId} and own.line = one.line`);
}

/** How many lines one statement changes: a whole file may take longer than a statement may. */
const writtenAtOnce = 10_000;

/** What lines can be compared by. */
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

/** Refuses the lines that share one value and differ in another. Each names the first line that differs. */
export async function refuseClashes(
  db: Database,
  runId: string,
  clash: { reason: Refusal; by: keyof typeof compared; differing: keyof typeof compared },
): Promise<void> {
  const [by, differing] = [compared[clash.by], compared[clash.differing]];
  // Windows, and no join of the lines with each other, which takes minutes when a whole file disagrees.
  const { rows } = await db.execute<Related>(sql`
    with read as (
      select line, ${by} as shared, min(line) over (partition by ${by}, ${differing}) as alike from ${importLines}
      where run_id = ${runId} and outcome is null and ${by} is not null
    ), known as (
      select line, shared, alike, min(alike) over (partition by shared) as first from read
    ), clashing as (
      select line, alike, first, min(alike) filter (where alike > first) over (partition by shared) as second from known
    )
    select line, case when alike = first then second else first end as other from clashing where second is not null`);
  await decideRelated(db, runId, { outcome: "refuse", reason: clash.reason }, rows);
}

/** Marks as unchanged the lines that repeat an earlier one. */
export async function leaveRepeated(db: Database, runId: string): Promise<void> {
  const { rows } = await db.execute<Related>(sql`
    with read as (
      select line, min(line) over (partition by person, item) as first from ${importLines}
      where run_id = ${runId} and outcome is null
    )
    select line, first as other from read where line > first`);
  await decideRelated(db, runId, { outcome: "unchanged", reason: "repeated" }, rows);
}

/** A line, and the one that it contradicts or repeats. */
type Related = { line: number; other: number };

async function decideRelated(
  db: Database,
  runId: string,
  { outcome, reason }: { outcome: Outcome; reason: Reason },
  lines: readonly Related[],
): Promise<void> {
  for (let from = 0; from < lines.length; from += writtenAtOnce) {
    const some = JSON.stringify(lines.slice(from, from + writtenAtOnce));
    await db.execute(sql`
      update ${importLines} own set outcome = ${outcome}, reasons = ${sql.param([reason])}::text[], other_line = one.other
      from jsonb_to_recordset(${some}::jsonb) as one(line int, other int)
      where own.run_id = ${runId} and own.line = one.line`);
  }
}

/** Returns the next undecided lines after this one. */
export async function nextUndecided<Content>(db: Database, runId: string, after: number, many: number) {
  return stagedLines<Content>(db, runId, after, many, isNull(importLines.outcome));
}

/** Returns the next lines after this one that change something. */
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

/** Returns the number of lines for each outcome. */
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

/** Returns some lines for a page, with one outcome or all, in the order of the file. */
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

/** Tells PostgreSQL how many lines were staged, on which its plan for comparing them depends. */
export async function analyseLines(db: Database): Promise<void> {
  await db.execute(sql`analyze ${importLines}`);
}

/** Erases what the lines say about people; their numbers, outcomes and reasons stay. */
export async function erasePeople(db: Database, runId: string): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const { rows }: { rows: { last: number | null }[] } = await db.execute(sql`
      with slice as materialized (
        select line from ${importLines} where run_id = ${runId} and line > ${after} order by line limit ${writtenAtOnce}
      ), erased as (
        update ${importLines} own set person = null, facts = null, item = null, content = null, seen = null
        from slice where own.run_id = ${runId} and own.line = slice.line
      )
      select max(line) as last from slice`);
    after = rows[0]?.last ?? null;
  }
}

/** Deletes the lines of a file that is refused as a whole. */
export async function deleteLines(db: Database, runId: string): Promise<void> {
  await db.delete(importLines).where(eq(importLines.runId, runId));
}
