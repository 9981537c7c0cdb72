import "server-only";
import { distinctNames } from "@/lib/distinct-names";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { countByComponent, selectOpened, selectRun, selectRuns } from "./queries";
import { type RunState, type SheetSelection, stateOf, untouchedSince } from "./rules";

export interface PastRun {
  id: string;
  askedAt: Date;
  /** The directory's `uid`; null for the command line. */
  actor: string | null;
  selection: SheetSelection;
  total: number;
  made: number;
  leftOut: number;
  state: RunState;
  /** How many of its sheets can still open a first connection. */
  inForce: number;
  /** How many have opened an account. */
  spent: number;
}

/** An account that a sheet opened. */
export type OpenedAccount = Awaited<ReturnType<typeof selectOpened>>[number];

/** Returns the latest printings for a population, newest first. */
export async function readRuns(
  { db, clock }: Pick<Services, "db" | "clock">,
  population: Population,
  limit: number,
): Promise<PastRun[]> {
  const now = clock.now();
  return (await selectRuns(db, population, limit)).map((run) => pastRun(run, population, now));
}

/** Returns one printing for a population, or null. */
export async function readRun(
  { db, clock }: Pick<Services, "db" | "clock">,
  population: Population,
  id: string,
): Promise<PastRun | null> {
  const run = await selectRun(db, population, id);
  return run && pastRun(run, population, clock.now());
}

/** Returns the accounts that the sheets of this printing opened, the latest first. */
export function readOpened({ db }: Pick<Services, "db">, { id }: PastRun, limit: number): Promise<OpenedAccount[]> {
  return selectOpened(db, id, limit);
}

function pastRun(run: NonNullable<Awaited<ReturnType<typeof selectRun>>>, population: Population, now: Date): PastRun {
  return { ...run, selection: { ...run.selection, population }, state: stateOf(run, now) };
}

/** Returns, for each component or service, how many people have an account to open, and how many have no sheet. */
export async function readComponents({ db, clock }: Pick<Services, "db" | "clock">, population: Population) {
  const components = await countByComponent(db, population, untouchedSince(clock.now()));
  const names = distinctNames(components);
  return components.map((component, index) => ({ ...component, name: names[index] ?? component.name }));
}
