import "server-only";
import type { Services } from "@/lib/services";
import { closeInterrupted } from "./close-interrupted";

const minute = 60_000;

/** An operation that began this long ago is no longer in progress: this is three times `claimSeconds`. */
const longestOperation = minute;

/** How much of what the last look saw is read again: clocks differ between machines, and lines show once committed. */
const overlap = 60 * minute;

/**
 * Returns a function that closes, at each call, the operations that never ended, and returns how many. The first call
 * reads the whole journal, which was written while nobody looked; the next ones read what was written since the last
 * call that succeeded.
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
