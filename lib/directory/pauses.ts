import { AccountRefused } from "./service-account";
import { ChangeNotConfirmed } from "./unexpected";

/** How long a server is set aside before it is tried again. No call waits for that trial. Milliseconds. */
const usual = 1_000;

/** The longest pause for a server that passes every trial but accepts no changes: a trial makes none. Milliseconds. */
const longest = 60_000;

/** After this long without such a failure, the pause starts again from the usual one. Milliseconds. */
const memory = 2 * longest;

/** Computes how long each server is left alone before it is tried again. */
export class Pauses {
  readonly #changes = new Map<string, { pause: number; at: number }>();

  /**
   * Returns the pause in milliseconds. `former` is the pause that the server is already in, if any: when many requests
   * fail at once, only the first counts.
   */
  after(url: string, error: unknown, former: number | undefined): number {
    if (error instanceof AccountRefused) return Math.max(usual, error.until - Date.now());
    if (former !== undefined) return Math.min(former, longest);
    return error instanceof ChangeNotConfirmed ? this.#afterChange(url) : usual;
  }

  /** Doubles the pause each time, up to the longest. */
  #afterChange(url: string): number {
    const last = this.#changes.get(url);
    const isRecent = last !== undefined && Date.now() - last.at < memory;
    const pause = isRecent ? Math.min(2 * last.pause, longest) : usual;
    this.#changes.set(url, { pause, at: Date.now() });
    return pause;
  }
}
