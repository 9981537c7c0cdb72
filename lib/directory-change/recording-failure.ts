import "server-only";
import { type AuditLine, record } from "@/lib/audit/record";
import { mayBeMade } from "@/lib/directory/unexpected";
import { awayReason } from "@/lib/errors";
import type { Services } from "@/lib/services";

/**
 * Makes a change of the directory whose line in the journal has begun. When it throws, so does this, and the line is ended as failed. It is
 * left open, and the service closes it, where the directory has the change: `change` called `isMade`, and what came after it failed. So it is where
 * nobody knows (decision 35: it was sent and never answered), or where the database is away too.
 */
export async function recordingFailure<T>(
  { db, clock }: Pick<Services, "db" | "clock">,
  line: Omit<AuditLine, "at" | "outcome" | "reason">,
  change: (isMade: () => void) => Promise<T>,
  reasonOf: (error: unknown) => string = awayReason,
): Promise<T> {
  let wasMade = false;
  try {
    return await change(() => {
      wasMade = true;
    });
  } catch (error) {
    const failed = { ...line, at: clock.now(), outcome: "failed", reason: reasonOf(error) } as const;
    if (!wasMade && !mayBeMade(error)) await record(db, failed).catch(() => undefined);
    throw error;
  }
}
