import "server-only";
import { distinctNames } from "@/lib/distinct-names";
import type { Services } from "@/lib/services";
import { countByComponent, selectRun, selectRuns } from "./queries";
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
  /** How many of its sheets would still open a first connection. */
  inForce: number;
}

/** The last printings, newest first. */
export async function readRuns({ db, clock }: Pick<Services, "db" | "clock">, limit: number): Promise<PastRun[]> {
  return (await selectRuns(db, limit)).map((run) => ({ ...run, state: stateOf(run, clock.now()) }));
}

/** One printing, or null. */
export async function readRun({ db, clock }: Pick<Services, "db" | "clock">, id: string): Promise<PastRun | null> {
  const run = await selectRun(db, id);
  return run && { ...run, state: stateOf(run, clock.now()) };
}

/** Each component whose students have accounts to open: how many in all, and how many without a sheet. */
export async function readComponents({ db, clock }: Pick<Services, "db" | "clock">) {
  const components = await countByComponent(db, untouchedSince(clock.now()));
  const names = distinctNames(components);
  return components.map((component, index) => ({ ...component, name: names[index] ?? component.name }));
}
