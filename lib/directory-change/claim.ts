import { setTimeout as pause } from "node:timers/promises";
import { callDeadline } from "@/lib/directory/request-deadline";
import { DirectoryUnavailable } from "@/lib/errors";

/** A password may be on its way for this long: four calls to the directory, of five seconds at most each. */
export const claimSeconds = 20;

/** Whoever waits for another window's password looks again this often, and no longer than a call to the directory may take. Milliseconds. */
const pollMilliseconds = 150;

/**
 * Asks again and again until there is an answer, while a password is on its way in another window. Throws `DirectoryUnavailable`
 * after five seconds, or at the end of what its request has: it is the directory that keeps everyone waiting, or the service stopped and the claim has to run out.
 */
export async function waitForClaim<T>(ask: () => Promise<T | "claimed">): Promise<T> {
  for (const deadline = callDeadline(); !deadline.isOver; ) {
    const answer = await ask();
    if (answer !== "claimed") return answer;
    await pause(pollMilliseconds);
  }
  throw new DirectoryUnavailable("another window still waits for the directory");
}
