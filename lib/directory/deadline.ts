import { DirectoryUnavailable } from "@/lib/errors";

/** What one call to the directory may take, whatever it is made of: connecting, binding, each request. Milliseconds. */
export const callBudget = 5_000;

/** A server that keeps a call waiting for longer hangs, where there is another one to ask. Milliseconds. */
const serverPatience = 2_000;

/** Whoever was given less than that and did not answer may be in good health. Milliseconds. */
const fairTime = 300;

/** A point in time after which nothing is waited for. */
export class Deadline {
  readonly #at: number;
  /** Long enough for a server to be blamed when it is late. */
  readonly isFair: boolean;

  constructor(milliseconds: number) {
    this.#at = Date.now() + milliseconds;
    this.isFair = milliseconds >= fairTime;
  }

  get isOver(): boolean {
    return Date.now() >= this.#at;
  }

  /** Milliseconds, at least 1: what takes a limit reads 0 as "none". */
  get left(): number {
    return Math.max(1, this.#at - Date.now());
  }

  /** What the next server may take of it, when so many of them can still be asked in turn, that one included. */
  attempt(count: number): Deadline {
    return new Deadline(count > 1 ? Math.min(serverPatience, this.left / count) : this.left);
  }

  /** The promise's own outcome when it comes in time; else throws `DirectoryUnavailable`. */
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
