import "server-only";
import { record } from "@/lib/audit/record";
import { isUuid } from "@/lib/forms/uuid";
import { logo } from "@/lib/logo";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { drawReceipt } from "./draw-receipt";
import { selectReceipt } from "./queries";

/**
 * Returns the receipt of one acceptance as a PDF; null when there is no such acceptance, or when it is not `ownerId`'s,
 * if given. The journal records who received it. `id` may be any text from an address.
 */
export async function giveReceipt(
  { db, clock, institution, env }: Pick<Services, "db" | "clock" | "institution" | "env">,
  { visitor, caller }: { visitor: Visitor; caller: Caller },
  id: string,
  ownerId?: string,
): Promise<AsyncIterable<Uint8Array> | null> {
  if (!isUuid(id)) return null;
  const receipt = await selectReceipt(db, id);
  if (!receipt || (ownerId && receipt.studentId !== ownerId)) return null;
  const { identifier, version } = receipt;
  const at = clock.now();
  await record(db, {
    at,
    kind: "charter.receipt",
    outcome: "succeeded",
    actor: visitor,
    subject: identifier,
    caller,
    details: { version },
  });
  return drawReceipt({ institution, publicUrl: env.publicUrl, logo: logo({ institution, env }, "paper") }, receipt, at);
}
