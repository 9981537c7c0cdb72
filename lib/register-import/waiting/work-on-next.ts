import "server-only";
import type { Services } from "@/lib/services";
import { applyImport } from "../apply-import";
import { readImport } from "../plan-import";
import { readingLease } from "../reading-lease";
import { nextWaiting, piecesOf, takeToRead } from "./queries";

/**
 * Reads the file that has waited longest, or applies it, to its end; false when none waits. Of several who look at once, each file is
 * one's. Throws what stopped it, of which its run keeps the trace: the file does not wait any more.
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

/** Whether a file waits. */
export async function isAnyWaiting({ db }: Services): Promise<boolean> {
  return (await nextWaiting(db)) !== null;
}
