import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { wasFrozenRefusalTold } from "./queries";
import type { Visitor } from "./visitor";

const kinds = { outside: "network.refused", role: "role.refused", frozen: "session.frozen" } as const;

/**
 * Records a refused access: from outside, without the role, or from a session frozen by a student's panel. The last is
 * recorded once for each panel, because a page that reloads itself, or a key held down, would flood the journal.
 */
export async function recordRefusal(
  { db, clock }: Pick<Services, "db" | "clock">,
  refusal: keyof typeof kinds,
  visitor: Visitor | null,
  caller: Caller,
): Promise<void> {
  if (refusal === "frozen" && visitor && (await wasFrozenRefusalTold(db, visitor.sessionId))) return;
  await record(db, {
    at: clock.now(),
    kind: kinds[refusal],
    outcome: "refused",
    reason: refusal,
    actor: visitor,
    caller,
  });
}
