import { AsyncLocalStorage } from "node:async_hooks";
import type { FileHandle } from "node:fs/promises";

/** A long body, on disk without a name: nothing is left once it is closed, however the process ends. */
export interface Upload {
  handle: FileHandle;
  /** Null when it was longer than allowed: all but its beginning was discarded. */
  bytes: number | null;
}

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.upload");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Upload> };
shared[key] ??= new AsyncLocalStorage<Upload>();

/** Set around a request whose body the front server put on disk. Next sees that request with an empty body. */
export const uploads: AsyncLocalStorage<Upload> = shared[key];
