import "server-only";
import { type SuspendOutcome, suspendBlocked } from "@/lib/account-block/suspend-blocked";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { findReset } from "./queries";
import { isLive, isWithinReach } from "./rules";

/**
 * Suspends in the directory the account of the card on the desk, whose holder reported a change. The same card restores
 * it, with a new password. `not-found`: this session has no such reset, or its time is over. Throws `Unavailable`.
 */
export async function suspendReported(
  services: Services,
  { visitor, caller, id }: { visitor: Visitor; caller: Caller; id: string },
): Promise<SuspendOutcome | { ok: false; reason: "not-found" }> {
  const reset = await findReset(services.db, id, visitor.sessionId);
  if (!reset || !isLive(reset, services.clock.now()) || !isWithinReach(reset, visitor)) {
    return { ok: false, reason: "not-found" };
  }
  return suspendBlocked(services, { visitor, caller, student: reset.student });
}
