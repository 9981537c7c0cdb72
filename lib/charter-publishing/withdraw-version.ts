import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { insertDraft, markWithdrawn, selectTexts } from "./queries";
import type { Writer } from "./write-draft";

/**
 * Withdraws a version before its date and saves its texts as a draft, which it returns, so that nothing is lost.
 * Returns null and changes nothing when the version is already in force or withdrawn.
 */
export async function withdrawVersion(
  { db, clock }: Pick<Services, "db" | "clock">,
  { visitor, caller }: Writer,
  version: number,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const at = clock.now();
    const line = { at, kind: "charter.withdraw", actor: visitor, caller, details: { version } } as const;
    const withdrawn = await markWithdrawn(tx, version, at);
    const texts = withdrawn && (await selectTexts(tx, version));
    await record(
      tx,
      texts ? { ...line, outcome: "succeeded" } : { ...line, outcome: "refused", reason: "not-to-come" },
    );
    return withdrawn && texts ? insertDraft(tx, { ...withdrawn, texts }, at, visitor.uid) : null;
  });
}
