import { setTimeout as pause } from "node:timers/promises";
import { DirectoryUnavailable } from "@/lib/errors";

/** A password may be on its way for this long: four calls to the directory, of five seconds at most each. */
export const claimSeconds = 20;

/** How often whoever waits for another window's password looks again. */
const pollMilliseconds = 150;

/**
 * Asks again and again until there is an answer, for as long as a password may be on its way in another window. Throws
 * `DirectoryUnavailable` after that: it is the directory that keeps everyone waiting.
 */
export async function waitForClaim<T>(ask: () => Promise<T | "claimed">): Promise<T> {
  for (let waited = 0; waited <= claimSeconds * 1_000; waited += pollMilliseconds) {
    const answer = await ask();
    if (answer !== "claimed") return answer;
    await pause(pollMilliseconds);
  }
  throw new DirectoryUnavailable("another window still waits for the directory");
}
