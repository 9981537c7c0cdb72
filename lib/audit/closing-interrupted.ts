import "server-only";
import type { Services } from "@/lib/services";
import { closeInterrupted } from "./close-interrupted";
import { endOfPiece } from "./end-of-piece";

const minute = 60_000;

/** An operation that began this long ago is no longer in progress: this is three times `claimSeconds`. */
const longestOperation = minute;

/** How much of what the last look saw is read again: clocks differ between machines, and lines show once committed. */
const overlap = 60 * minute;

/**
 * Returns a function that closes, at each call, the operations that never ended, and returns how many since the last
 * call that succeeded. The first call reads the whole journal, which was written while nobody looked, a piece at a
 * time; the next ones read what was written since. A call after one that failed continues from the piece that failed;
 * after one that stopped because `signal` was aborted, from the next piece.
 */
export function closingInterrupted(
  services: Pick<Services, "db" | "clock">,
): (signal?: AbortSignal) => Promise<number> {
  let since = new Date(0);
  let closed = 0;
  return async (signal) => {
    const olderThan = new Date(services.clock.now().getTime() - longestOperation);
    const readAgain = new Date(olderThan.getTime() - overlap);
    const first = earlier(since, readAgain);
    for (let [from, end] = [first, olderThan]; from < olderThan && !signal?.aborted; from = end) {
      end = await endOfPiece(services, from, olderThan);
      closed += await closeInterrupted(services, end, from);
      since = earlier(end, readAgain);
    }
    const count = closed;
    closed = 0;
    return count;
  };
}

const earlier = (one: Date, other: Date) => (one < other ? one : other);
