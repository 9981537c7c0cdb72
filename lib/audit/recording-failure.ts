import "server-only";
import { mayBeMade } from "@/lib/directory/unexpected";
import { awayReason } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { type AuditLine, record } from "./record";

/**
 * Makes a change of the directory whose line in the journal has begun. When it throws, so does this, the line ended as failed; or left open,
 * where the change was sent and never answered and nobody knows whether it was made (decision 35), or where the database is away too: the
 * service then closes it.
 */
export async function recordingFailure<T>(
  { db, clock }: Pick<Services, "db" | "clock">,
  line: Omit<AuditLine, "at" | "outcome" | "reason">,
  change: () => Promise<T>,
  reasonOf: (error: unknown) => string = awayReason,
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const failed = { ...line, at: clock.now(), outcome: "failed", reason: reasonOf(error) } as const;
    if (!mayBeMade(error)) await record(db, failed).catch(() => undefined);
    throw error;
  }
}
