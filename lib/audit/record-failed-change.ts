import "server-only";
import { mayBeMade } from "@/lib/directory/unexpected";
import { awayReason } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { type AuditLine, record } from "./record";

/**
 * Ends the line of a change of the directory that threw: as failed; or not at all, where it was sent and never answered and nobody knows
 * whether it was made (decision 35), or where the database is away too: the service then closes the line. Never throws.
 */
export async function recordFailedChange(
  { db, clock }: Pick<Services, "db" | "clock">,
  line: Omit<AuditLine, "at" | "outcome" | "reason">,
  error: unknown,
  reason: string = awayReason(error),
): Promise<void> {
  if (mayBeMade(error)) return;
  await record(db, { ...line, at: clock.now(), outcome: "failed", reason }).catch(() => undefined);
}
