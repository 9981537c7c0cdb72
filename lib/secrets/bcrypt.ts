import "server-only";
import { join } from "node:path";
import Tinypool from "tinypool";

let pool: Tinypool | undefined;
let bulkPool: Tinypool | undefined;

/** Off the event loop, as a hash takes tens of milliseconds: at most two threads, which end after an idle minute. */
function threads(): Tinypool {
  pool ??= openPool();
  return pool;
}

/** Separate threads, so that no sign-in waits behind a thousand sheets; they use the time that the others leave. */
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
    // The process's flags (export conditions, a profiler) are not for the threads.
    execArgv: [],
  });
}

/** Returns the bcrypt hash of a secret of at most 72 bytes (bcrypt reads no further). */
export function bcryptHash(secret: string, cost: number): Promise<string> {
  return threads().run({ secret, cost }, { name: "hash" });
}

/** Returns the same kind of hash for bulk work that nobody waits for: it gives way to everything else. */
export function bcryptHashInBulk(secret: string, cost: number): Promise<string> {
  return bulkThreads().run({ secret, cost }, { name: "hashGivingWay" });
}

/** True when the hash is of this secret. */
export function bcryptCompare(secret: string, hash: string): Promise<boolean> {
  return threads().run({ secret, hash }, { name: "compare" });
}
