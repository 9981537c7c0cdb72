import "server-only";
import type { Services } from "@/lib/services";
import { closeInterrupted } from "./close-interrupted";

const minute = 60_000;

/** What began this long ago cannot be under way any more: three times what a password may be on its way. */
const longestOperation = minute;

/** What is read again of what the last look has seen: clocks differ between machines, and a line is there once it is committed. */
const overlap = 60 * minute;

/**
 * Closes what never ended, each time that it is asked: the first time in the whole journal, which was written while nobody looked, then in
 * what was written since the last look that went through. Answers how many were closed.
 */
export function closingInterrupted(services: Pick<Services, "db" | "clock">): () => Promise<number> {
  let since: Date | undefined;
  return async () => {
    const olderThan = new Date(services.clock.now().getTime() - longestOperation);
    const count = await closeInterrupted(services, olderThan, since);
    since = new Date(olderThan.getTime() - overlap);
    return count;
  };
}
