import "server-only";
import { join } from "node:path";
import Tinypool from "tinypool";

let pool: Tinypool | undefined;

/** One hash takes about 75 ms of a core: off the event loop, in at most two threads, which leave after a quiet minute. */
function threads(): Tinypool {
  pool ??= new Tinypool({
    filename: join(/* turbopackIgnore: true */ process.cwd(), "lib/secrets/bcrypt-worker.mjs"),
    minThreads: 1,
    maxThreads: 2,
    idleTimeout: 60_000,
    // The service's own flags (a TypeScript runner, export conditions) are not for the threads.
    execArgv: [],
  });
  return pool;
}

/** bcrypt hash of a secret of 72 bytes at most (bcrypt reads no further). */
export function bcryptHash(secret: string, cost: number): Promise<string> {
  return threads().run({ secret, cost }, { name: "hash" });
}

/** True when the hash is of this secret. */
export function bcryptCompare(secret: string, hash: string): Promise<boolean> {
  return threads().run({ secret, hash }, { name: "compare" });
}
