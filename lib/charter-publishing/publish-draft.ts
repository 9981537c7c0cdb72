import "server-only";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import { charterInForce } from "@/lib/charter/in-force";
import { type Importance, publishCharter } from "@/lib/charter/publish";
import { selectNewestVersion } from "@/lib/charter/queries";
import type { Services } from "@/lib/services";
import { lockCharters, lockDraft, markPublished, selectTexts, selectToCome } from "./queries";
import { faultsOf, openingOf, type TextFault } from "./rules";
import type { Writer } from "./write-draft";

export interface Publication {
  draft: string;
  /** The revision of the draft that was read before publishing. */
  revision: number;
  importance: Importance;
  /** `2026-12-01`, in the institution's time zone; null for at once. */
  day: string | null;
}

type PublishRefusal =
  | "gone"
  | "saved-meanwhile"
  /** One future version at a time: what people accept must not depend on which of two dates comes first. */
  | "another-to-come"
  | "not-later"
  | "too-far"
  | TextFault;

export type PublishOutcome = { ok: true; version: number } | { ok: false; reason: PublishRefusal };

/**
 * Makes a draft the next version, in force at once or from 00:00 of a later day. If it was published already, by a
 * double click or by somebody else, returns that version and publishes nothing more.
 */
export async function publishDraft(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  { visitor, caller }: Writer,
  publication: Publication,
): Promise<PublishOutcome> {
  return db.transaction(async (tx) => {
    await lockCharters(tx);
    const now = clock.now();
    const draft = await lockDraft(tx, publication.draft);
    if (draft && draft.publishedVersion !== null) return { ok: true, version: draft.publishedVersion };
    const { importance, day } = publication;
    const outcome = await publish(tx, now, institution.timeZone, publication, draft);
    await record(tx, {
      at: now,
      kind: "charter.publish",
      outcome: outcome.ok ? "succeeded" : "refused",
      reason: outcome.ok ? null : outcome.reason,
      actor: visitor,
      caller,
      details: { importance, ...(outcome.ok && { version: outcome.version }), ...(day && { from: day }) },
    });
    return outcome;
  });
}

async function publish(
  tx: Database,
  now: Date,
  timeZone: string,
  { revision, importance, day }: Publication,
  draft: Awaited<ReturnType<typeof lockDraft>>,
): Promise<PublishOutcome> {
  const refused = (reason: PublishRefusal) => ({ ok: false, reason }) as const;
  if (!draft || draft.discardedAt) return refused("gone");
  if (draft.revision !== revision) return refused("saved-meanwhile");
  if (await selectToCome(tx, now, draft.population)) return refused("another-to-come");
  const opening = openingOf(day, now, timeZone);
  if (!opening.ok) return refused(opening.reason);
  const texts = { fr: draft.markdownFr, en: draft.markdownEn };
  const inForce = await selectTexts(tx, (await charterInForce(tx, now, "fr", draft.population)).version);
  const [fault] = faultsOf(texts, inForce ?? { fr: "", en: "" });
  if (fault) return refused(fault);
  const version = (await selectNewestVersion(tx)) + 1;
  await publishCharter(tx, { version, population: draft.population, publishedAt: opening.at, importance, texts });
  await markPublished(tx, draft.id, version);
  return { ok: true, version };
}
