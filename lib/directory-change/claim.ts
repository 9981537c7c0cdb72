import { setTimeout as pause } from "node:timers/promises";
import { callDeadline } from "@/lib/directory/request-deadline";
import { DirectoryUnavailable } from "@/lib/errors";

/** How long a claim lasts: four calls to the directory, of at most five seconds each. */
export const claimSeconds = 20;

/** How often a request that waits for another window's password checks again. Milliseconds. */
const pollMilliseconds = 150;

/**
 * Calls `ask` until it returns something other than `claimed`, while another window's password is on its way to the
 * directory. Throws `DirectoryUnavailable` after five seconds, or at the end of its request's time: the directory is
 * slow, or the service stopped and the claim has yet to expire.
 */
export async function waitForClaim<T>(ask: () => Promise<T | "claimed">): Promise<T> {
  for (const deadline = callDeadline(); !deadline.isOver; ) {
    const answer = await ask();
    if (answer !== "claimed") return answer;
    await pause(pollMilliseconds);
  }
  throw new DirectoryUnavailable("another window still waits for the directory");
}
