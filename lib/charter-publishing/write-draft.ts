import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import {
  type Draft,
  insertDraft,
  markDiscarded,
  selectDraft,
  selectPopulation,
  selectTexts,
  updateDraft,
} from "./queries";
import type { Texts } from "./rules";

/** Who writes and publishes, and from where. */
export interface Writer {
  visitor: Visitor;
  caller: Caller;
}

type Stores = Pick<Services, "db" | "clock">;

/** Starts a draft from the texts of a version, for its population. Null when there is no such version. */
export async function openDraft({ db, clock }: Stores, writer: Writer, version: number): Promise<string | null> {
  return db.transaction(async (tx) => {
    const population = await selectPopulation(tx, version);
    const texts = await selectTexts(tx, version);
    if (!population || !texts) return null;
    const at = clock.now();
    const id = await insertDraft(tx, { population, texts }, at, writer.visitor.uid);
    await record(tx, { ...lineOf(writer), at, outcome: "succeeded", details: { act: "opened", version } });
    return id;
  });
}

export type SaveDraftOutcome =
  | { ok: true; revision: number }
  /** Published or discarded meanwhile, or never there. */
  | { ok: false; reason: "gone" }
  /** Somebody saved since it was read: their text is kept until the second person chooses. */
  | { ok: false; reason: "saved-meanwhile"; by: string; at: Date; revision: number };

/** Saves both texts over the revision that was read; if another administrator saved since, says so instead. */
export async function saveDraft(
  { db, clock }: Stores,
  writer: Writer,
  { draft, revision, texts }: { draft: string; revision: number; texts: Texts },
): Promise<SaveDraftOutcome> {
  return db.transaction(async (tx) => {
    const at = clock.now();
    const saved = await updateDraft(tx, { id: draft, revision }, texts, { at, by: writer.visitor.uid });
    if (saved) {
      await record(tx, { ...lineOf(writer), at, outcome: "succeeded", details: { act: "saved" } });
      return { ok: true, ...saved };
    }
    const found = await selectDraft(tx, draft);
    const outcome = whyNotSaved(found);
    await record(tx, { ...lineOf(writer), at, outcome: "refused", reason: outcome.reason, details: { act: "saved" } });
    return outcome;
  });
}

function whyNotSaved(found: Draft | undefined): Extract<SaveDraftOutcome, { ok: false }> {
  if (!found || found.publishedVersion !== null || found.discardedAt) return { ok: false, reason: "gone" };
  const { updatedBy, updatedAt, revision } = found;
  return { ok: false, reason: "saved-meanwhile", by: updatedBy, at: updatedAt, revision };
}

/** Discards a draft. Discarding it twice writes one line in the journal. */
export async function discardDraft({ db, clock }: Stores, writer: Writer, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const at = clock.now();
    if (!(await markDiscarded(tx, id, at))) return;
    await record(tx, { ...lineOf(writer), at, outcome: "succeeded", details: { act: "discarded" } });
  });
}

function lineOf({ visitor, caller }: Writer) {
  return { kind: "charter.draft", actor: visitor, caller } as const;
}
