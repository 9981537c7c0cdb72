import { DirectoryUnavailable } from "@/lib/errors";

/** The time that one call to the directory may take in all: connecting, binding and each request. Milliseconds. */
export const callBudget = 5_000;

/** When another server can be asked, one that takes longer is considered to hang. Milliseconds. */
const serverPatience = 2_000;

/** A server that was given less time than this and did not answer may be healthy. Milliseconds. */
const fairTime = 300;

/** The time after which a caller stops waiting. */
export class Deadline {
  readonly #at: number;
  /** True when the time given is long enough to blame a server for being late. */
  readonly isFair: boolean;

  constructor(milliseconds: number) {
    this.#at = Date.now() + milliseconds;
    this.isFair = milliseconds >= fairTime;
  }

  get isOver(): boolean {
    return Date.now() >= this.#at;
  }

  /** Milliseconds, at least 1: timers and sockets read 0 as "no limit". */
  get left(): number {
    return Math.max(1, this.#at - Date.now());
  }

  /** Returns the next server's share of the time left, when `count` servers, this one included, can still be tried. */
  attempt(count: number): Deadline {
    return new Deadline(count > 1 ? Math.min(serverPatience, this.left / count) : this.left);
  }

  /** Returns the promise's outcome if it comes in time; otherwise throws `DirectoryUnavailable`. */
  async race<T>(promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" });
        reject(new DirectoryUnavailable(error));
      }, this.left);
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
