import "server-only";
import type { Services } from "@/lib/services";
import { type Counts, countLines, findRun, lastAppliedAt, lastRuns, linesForPage, type Run } from "./queries";
import type { Outcome } from "./reasons";

/** Lines of one page of a report. */
export const linesOfPage = 50;

/** How many imports the list remembers. */
const listed = 10;

export interface RunReport {
  run: Run;
  counts: Counts;
  /** Nobody is at it any more, and it is not done: what was being applied, anyone may go on with; what was being read is to be given again. */
  isInterrupted: boolean;
  /** When this very file was applied before. */
  appliedBefore: Date | null;
}

/** An import and how far it is; null for a number that is none. */
export async function readRun({ db, clock }: Services, id: string): Promise<RunReport | null> {
  const run = await findRun(db, id);
  if (!run) return null;
  const counts = await countLines(db, id);
  const appliedBefore = run.state === "ready" && run.sha256 ? await lastAppliedAt(db, run.sha256) : null;
  return { run, counts, appliedBefore, isInterrupted: isInterrupted(run, clock.now()) };
}

/** One page of an import's lines, from page 1. */
export async function readLines({ db }: Services, id: string, outcome: Outcome | null, page: number) {
  return linesForPage(db, id, { outcome, skip: (page - 1) * linesOfPage, many: linesOfPage });
}

/** The imports of late, the newest first. */
export async function readLastRuns({ db, clock }: Services): Promise<(Run & { isInterrupted: boolean })[]> {
  const runs = await lastRuns(db, listed);
  return runs.map((run) => ({ ...run, isInterrupted: isInterrupted(run, clock.now()) }));
}

function isInterrupted({ state, leaseUntil }: Run, now: Date): boolean {
  return (state === "applying" || state === "reading") && (leaseUntil === null || leaseUntil <= now);
}
