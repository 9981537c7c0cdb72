import "server-only";
import { type AuditLine, record } from "@/lib/audit/record";
import { mayBeMade } from "@/lib/directory/unexpected";
import { awayReason } from "@/lib/errors";
import type { Services } from "@/lib/services";

/**
 * Makes a change in the directory whose journal line has begun. When `change` throws, ends the line as `failed` and
 * throws the same error. The line stays open, for the service to close, when the directory has the change (`change`
 * called `isMade`, and what followed failed), when nobody knows whether it does (sent and never answered: decision 35),
 * and when the database is unavailable too.
 */
export async function recordingFailure<T>(
  { db, clock }: Pick<Services, "db" | "clock">,
  line: Omit<AuditLine, "at" | "outcome" | "reason">,
  change: (isMade: () => void) => Promise<T>,
): Promise<T> {
  let wasMade = false;
  try {
    return await change(() => {
      wasMade = true;
    });
  } catch (error) {
    const failed = { ...line, at: clock.now(), outcome: "failed", reason: awayReason(error) } as const;
    if (!wasMade && !mayBeMade(error)) await record(db, failed).catch(() => undefined);
    throw error;
  }
}
