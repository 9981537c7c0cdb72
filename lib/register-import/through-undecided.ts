import "server-only";
import type { Services } from "@/lib/services";
import { nextUndecided, type StagedLine } from "./lines/queries";
import { goOnReading } from "./reading-lease";

/** How many lines go to the database at once. */
export const linesAtOnce = 1_000;

/** Passes the undecided lines to `through`, some at a time. */
export async function throughUndecided(
  { db, clock }: Services,
  id: string,
  through: (lines: StagedLine<unknown>[]) => Promise<void>,
): Promise<void> {
  for (let after = 1; ; ) {
    const lines = await nextUndecided<unknown>(db, id, after, linesAtOnce);
    const last = lines.at(-1);
    if (!last) return;
    await through(lines);
    await goOnReading({ db, clock }, id);
    after = last.line;
  }
}
