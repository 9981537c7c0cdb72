import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "./visitor";

/** Writes down who knocked at a door that is not theirs: from outside, or without the role. */
export async function recordRefusal(
  { db, clock }: Pick<Services, "db" | "clock">,
  refusal: "outside" | "role",
  visitor: Visitor | null,
  caller: Caller,
): Promise<void> {
  await record(db, {
    at: clock.now(),
    kind: refusal === "outside" ? "network.refused" : "role.refused",
    outcome: "refused",
    reason: refusal,
    actor: visitor,
    caller,
  });
}
