import { AsyncLocalStorage } from "node:async_hooks";
import type { FileHandle } from "node:fs/promises";

/** A long body, on disk under no name: nothing is left of it once it is closed, however the process ends. */
export interface Upload {
  handle: FileHandle;
  /** Null when it was longer than may be sent: then it was thrown away, but for its beginning. */
  bytes: number | null;
}

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.upload");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Upload> };
shared[key] ??= new AsyncLocalStorage<Upload>();

/** Around a request whose body the front server has put on disk. Next sees that request with an empty body. */
export const uploads: AsyncLocalStorage<Upload> = shared[key];
