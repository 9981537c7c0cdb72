import "server-only";
import { join } from "node:path";
import Tinypool from "tinypool";

let pool: Tinypool | undefined;
let bulkPool: Tinypool | undefined;

/** One hash takes tens of milliseconds of a core: off the event loop, in at most two threads, which leave after a quiet minute. */
function threads(): Tinypool {
  pool ??= openPool();
  return pool;
}

/** Threads apart, so that nobody who signs in waits behind a thousand sheets; they take what time the others leave. */
function bulkThreads(): Tinypool {
  bulkPool ??= openPool();
  return bulkPool;
}

function openPool(): Tinypool {
  return new Tinypool({
    filename: join(/* turbopackIgnore: true */ process.cwd(), "lib/secrets/bcrypt-worker.mjs"),
    minThreads: 1,
    maxThreads: 2,
    idleTimeout: 60_000,
    // The flags of the process (export conditions, a profiler) are not for the threads.
    execArgv: [],
  });
}

/** bcrypt hash of a secret of 72 bytes at most (bcrypt reads no further). */
export function bcryptHash(secret: string, cost: number): Promise<string> {
  return threads().run({ secret, cost }, { name: "hash" });
}

/** The same hash, when nobody waits for this one in particular: it gives way to everything else that the machine does. */
export function bcryptHashInBulk(secret: string, cost: number): Promise<string> {
  return bulkThreads().run({ secret, cost }, { name: "hashGivingWay" });
}

/** True when the hash is of this secret. */
export function bcryptCompare(secret: string, hash: string): Promise<boolean> {
  return threads().run({ secret, hash }, { name: "compare" });
}
