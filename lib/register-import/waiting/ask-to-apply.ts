import "server-only";
import type { Services } from "@/lib/services";
import type { Actor } from "../actor";
import { type ApplyOutcome, whyNotApplied } from "../apply-import";
import { askRun } from "./queries";

/** Asks for a file that was read to be applied, or for one that was interrupted to go on: it waits for whoever does it (`workOnNext`). */
export async function askToApply({ db, clock }: Services, id: string, actor: Actor): Promise<ApplyOutcome> {
  return (await askRun(db, id, { actor, now: clock.now() })) ? { ok: true } : whyNotApplied(db, id);
}
