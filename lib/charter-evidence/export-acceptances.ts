import "server-only";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { type AcceptanceLine, selectAcceptances } from "./queries";

/** Acceptances in memory at once. */
const batchSize = 1_000;

/** Returns every acceptance, oldest first, in batches. The journal records the export before the first batch leaves. */
export async function exportAcceptances(
  { db, clock }: Pick<Services, "db" | "clock">,
  { visitor, caller }: { visitor: Visitor; caller: Caller },
): Promise<AsyncGenerator<AcceptanceLine[]>> {
  await record(db, { at: clock.now(), kind: "charter.export", outcome: "succeeded", actor: visitor, caller });
  return batchesOf(db);
}

async function* batchesOf(db: Database) {
  let last: AcceptanceLine | null = null;
  for (;;) {
    const lines: AcceptanceLine[] = await selectAcceptances(db, last, batchSize);
    if (lines.length > 0) yield lines;
    if (lines.length < batchSize) return;
    last = lines.at(-1) ?? null;
  }
}
