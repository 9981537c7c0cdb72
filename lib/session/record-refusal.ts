import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "./visitor";

const kinds = { outside: "network.refused", role: "role.refused", frozen: "session.frozen" } as const;

/** Writes down who knocked at a door that is not theirs: from outside, without the role, or from a session that a student's panel froze. */
export async function recordRefusal(
  { db, clock }: Pick<Services, "db" | "clock">,
  refusal: keyof typeof kinds,
  visitor: Visitor | null,
  caller: Caller,
): Promise<void> {
  await record(db, {
    at: clock.now(),
    kind: kinds[refusal],
    outcome: "refused",
    reason: refusal,
    actor: visitor,
    caller,
  });
}
