import "server-only";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { type Counts, countLines, linesForPage } from "./lines/queries";
import { findRun, lastAppliedAt, lastRuns, type Run } from "./queries";
import type { Outcome } from "./reasons";

/** Lines per page of a report. */
export const linesOfPage = 50;

/** How many imports the list shows. */
const listed = 10;

/**
 * The state of an import, as people see it. Two are for runs that stopped: `interrupted` was being applied, and anyone
 * may resume it; `unread` was being read, and must be sent again.
 */
export type Standing = Exclude<Run["state"], "received" | "asked"> | "unread" | "interrupted";

export interface RunReport {
  run: Run;
  counts: Counts;
  standing: Standing;
  /** When this very file was last applied, if this run is ready to apply; otherwise null. */
  appliedBefore: Date | null;
}

/** Returns an import and its progress; null for an unknown id, or another population's. */
export async function readRun({ db, clock }: Services, id: string, population: Population): Promise<RunReport | null> {
  const run = await findRun(db, id, population);
  if (!run) return null;
  const counts = await countLines(db, id);
  const appliedBefore = run.state === "ready" && run.sha256 ? await lastAppliedAt(db, run.sha256) : null;
  return { run, counts, appliedBefore, standing: standingOf(run, clock.now()) };
}

/** Returns one page of an import's lines, from page 1; empty for another population's. */
export async function readLines(
  { db }: Services,
  id: string,
  outcome: Outcome | null,
  page: number,
  population: Population,
) {
  return linesForPage(db, id, population, { outcome, skip: (page - 1) * linesOfPage, many: linesOfPage });
}

/** Returns the latest imports of one population, newest first. */
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
