import { AccountRefused } from "./service-account";
import { ChangeNotConfirmed } from "./unexpected";

/** Until a server that is left aside is tried again. Nobody waits for the trial. Milliseconds. */
const usual = 1_000;

/** The longest for a server that passes each trial, and takes no changes: a trial makes none. */
const longest = 60_000;

/** After so long without such a failure, a server is taken for a good one. */
const memory = 2 * longest;

/** How long each server is left alone before it is tried again. */
export class Pauses {
  readonly #changes = new Map<string, { pause: number; at: number }>();

  /** Milliseconds. `former` is the pause that it is in already, if any: of many requests that fail at once, the first counts. */
  after(url: string, error: unknown, former: number | undefined): number {
    if (error instanceof AccountRefused) return Math.max(usual, error.until - Date.now());
    if (former !== undefined) return Math.min(former, longest);
    return error instanceof ChangeNotConfirmed ? this.#afterChange(url) : usual;
  }

  /** Twice as long each time. */
  #afterChange(url: string): number {
    const last = this.#changes.get(url);
    const isRecent = last !== undefined && Date.now() - last.at < memory;
    const pause = isRecent ? Math.min(2 * last.pause, longest) : usual;
    this.#changes.set(url, { pause, at: Date.now() });
    return pause;
  }
}
