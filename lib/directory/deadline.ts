import { DirectoryUnavailable } from "@/lib/errors";

/** What one call to the directory may take, whatever it is made of: connecting, binding, each request. Milliseconds. */
export const callBudget = 5_000;

/** A point in time after which nothing is waited for. */
export class Deadline {
  readonly #at: number;

  constructor(milliseconds: number) {
    this.#at = Date.now() + milliseconds;
  }

  /** Milliseconds, at least 1: what takes a limit reads 0 as "none". */
  get left(): number {
    return Math.max(1, this.#at - Date.now());
  }

  /** A deadline of its own for one of `count` attempts that share what is left. */
  share(count: number): Deadline {
    return new Deadline(this.left / count);
  }

  /** The promise's own outcome when it comes in time; else throws `DirectoryUnavailable`. */
  async race<T>(promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DirectoryUnavailable(new Error("no answer in time"))), this.left);
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
