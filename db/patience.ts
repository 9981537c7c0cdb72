import { AsyncLocalStorage } from "node:async_hooks";

/** How one request has fared with the database. */
interface Patience {
  /** The error of the query that waited in vain. */
  lost: unknown;
}

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.patience");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Patience> };
shared[key] ??= new AsyncLocalStorage<Patience>();
const requests: AsyncLocalStorage<Patience> = shared[key];

/** Answers one request: once it has waited in vain, its later queries fail at once. For the front server only. */
export function withOnePatience<T>(answer: () => T): T {
  return requests.run({ lost: null }, answer);
}

/** Runs a query. If the request has already waited in vain, throws that error without running the query. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const request = requests.getStore();
  if (request?.lost) throw request.lost;
  try {
    return await ask();
  } catch (error) {
    if (request && isSilence(error)) request.lost = error;
    throw error;
  }
}

/**
 * Runs a query even after the request waited in vain, for what must be written however the request ends. It may wait
 * once more.
 */
export function evenAfterSilence<T>(ask: () => Promise<T>): Promise<T> {
  // Awaited inside, because Drizzle sends a statement only when it is awaited.
  return requests.exit(async () => await ask());
}

/** True when pg says, in this error or one of its causes, that nobody answered or no connection was free in time. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return silences.includes(error.message) || isSilence(error.cause);
}

const silences = [
  "Query read timeout",
  "timeout expired",
  "timeout exceeded when trying to connect",
  "Connection terminated due to connection timeout",
];
