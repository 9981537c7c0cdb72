import "server-only";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { Actor } from "../actor";
import { type ApplyOutcome, whyNotApplied } from "../apply-import";
import { askRun } from "./queries";

/**
 * Asks for a file that was read to be applied, or for an interrupted one to be resumed: it waits for `workOnNext`. A
 * run of another population is unknown.
 */
export async function askToApply(
  { db, clock }: Services,
  id: string,
  actor: Actor,
  population: Population,
): Promise<ApplyOutcome> {
  const isAsked = await askRun(db, id, { population, actor, now: clock.now() });
  return isAsked ? { ok: true } : whyNotApplied(db, id, population);
}
