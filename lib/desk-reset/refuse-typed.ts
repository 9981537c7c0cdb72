import "server-only";
import { record } from "@/lib/audit/record";
import type { Violation } from "@/lib/forms/read-input";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";

/**
 * Records that staff asked for a reset without checking the card, or with something that is not a card number. Never
 * records what was typed.
 */
export async function refuseTyped(
  { db, clock }: Pick<Services, "db" | "clock">,
  { visitor, caller, violations }: { visitor: Visitor; caller: Caller; violations: readonly Violation[] },
): Promise<void> {
  const reason = violations.map(({ code }) =>
    code === "card-not-checked" || code === "card-number-format" ? code : "malformed",
  );
  await record(db, { at: clock.now(), kind: "desk-reset.open", outcome: "refused", reason, actor: visitor, caller });
}
