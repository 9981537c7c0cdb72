import "server-only";
import type { Services } from "@/lib/services";
import { applyImport } from "../apply-import";
import { readImport } from "../plan-import";
import { readingLease } from "../reading-lease";
import { nextWaiting, piecesOf, takeToRead } from "./queries";

/**
 * Reads or applies, to its end, the file that has waited longest; false when none waits. When several processes look at
 * once, only one takes each file. Throws what stopped it, which its run records: the file no longer waits.
 */
export async function workOnNext(services: Services): Promise<boolean> {
  const { db, clock } = services;
  const waiting = await nextWaiting(db);
  if (!waiting) return false;
  const { id, population, fileName, actor } = waiting;
  if (waiting.state === "asked") await applyImport(services, id, actor, population);
  else if (await takeToRead(db, id, readingLease(clock.now())))
    await readImport(services, { id, population }, { name: fileName, read: () => piecesOf(db, id) }, actor);
  return true;
}

/** True when a file waits. */
export async function isAnyWaiting({ db }: Services): Promise<boolean> {
  return (await nextWaiting(db)) !== null;
}
