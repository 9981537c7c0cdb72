import "server-only";
import { record } from "@/lib/audit/record";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { type AcceptanceOutcome, recordAcceptance } from "./accept";

/** Accepts the version that was on a signed-in person's screen; refused and recorded when another is in force. */
export async function acceptNewVersion(
  { db, clock }: Pick<Services, "db" | "clock">,
  { visitor, studentId }: { visitor: Visitor; studentId: string },
  { version, locale }: { version: number; locale: Locale },
  caller: Caller,
): Promise<AcceptanceOutcome> {
  return db.transaction(async (tx) => {
    const at = clock.now();
    const acceptance = await recordAcceptance(tx, { studentId, version, locale, at, address: caller.address });
    await record(tx, {
      at,
      kind: "charter.acceptance",
      outcome: acceptance.ok ? "succeeded" : "refused",
      reason: acceptance.ok ? null : acceptance.reason,
      actor: visitor,
      subject: visitor.login,
      caller,
      details: { version, locale },
    });
    return acceptance;
  });
}
