import "server-only";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { endReset } from "./end-reset";
import { findReset } from "./queries";
import { isWithinReach } from "./rules";

/** Cancels a reset; nothing changes for the student. Has no effect on a reset that has already ended. */
export async function cancelReset(
  services: Services,
  { visitor, caller, id }: { visitor: Visitor; caller: Caller; id: string },
): Promise<void> {
  const reset = await findReset(services.db, id, visitor.sessionId);
  if (reset && isWithinReach(reset, visitor)) await endReset(services, { reset, state: "cancelled", visitor, caller });
}
