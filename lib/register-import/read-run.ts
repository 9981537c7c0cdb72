import "server-only";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { WrongDate } from "./line-reader";
import { type Counts, countLines, linesForPage } from "./lines/queries";
import { findRun, lastAppliedAt, lastRuns, type Run } from "./queries";
import type { Outcome } from "./reasons";

/** Lines of one page of a report. */
export const linesOfPage = 50;

/** How many imports the list remembers. */
const listed = 10;

/**
 * Where an import stands, for people. Of what nobody is at any more though it is not done: `interrupted` was being applied, and anyone may
 * go on with it; `unread` was being read, and is to be given again.
 */
export type Standing = Exclude<Run["state"], "received" | "asked"> | "unread" | "interrupted";

export interface RunReport {
  run: Run;
  counts: Counts;
  standing: Standing;
  /** When this very file was applied before. */
  appliedBefore: Date | null;
}

/** An import and how far it is; null for a number that is none, or another population's. */
export async function readRun({ db, clock }: Services, id: string, population: Population): Promise<RunReport | null> {
  const run = await findRun(db, id, population);
  if (!run) return null;
  const counts = await countLines(db, id);
  const appliedBefore = run.state === "ready" && run.sha256 ? await lastAppliedAt(db, run.sha256) : null;
  return { run, counts, appliedBefore, standing: standingOf(run, clock.now()) };
}

/** One page of an import's lines, from page 1; none of another population's. */
export async function readLines(
  { db }: Services,
  id: string,
  outcome: Outcome | null,
  page: number,
  population: Population,
) {
  return linesForPage(db, id, population, { outcome, skip: (page - 1) * linesOfPage, many: linesOfPage });
}

/** The imports of late of one population, the newest first. */
export async function readLastRuns(
  { db, clock }: Services,
  population: Population,
): Promise<(Run & { standing: Standing })[]> {
  const runs = await lastRuns(db, population, listed);
  return runs.map((run) => ({ ...run, standing: standingOf(run, clock.now()) }));
}

function standingOf({ state, leaseUntil }: Run, now: Date): Standing {
  if (state === "received") return "reading";
  if (state === "asked") return "applying";
  const isLapsed = leaseUntil === null || leaseUntil <= now;
  if (state === "reading" && isLapsed) return "unread";
  return state === "applying" && isLapsed ? "interrupted" : state;
}

/** The dates of a refused line that do not exist; none once the file is applied, and what its lines said is erased. */
export function wrongDatesOf({ content }: { content: unknown }): WrongDate[] {
  return (content as { wrongDates?: WrongDate[] } | null)?.wrongDates ?? [];
}
