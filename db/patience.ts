import { AsyncLocalStorage } from "node:async_hooks";

/** What one request has been through with the database. */
interface Patience {
  /** What it was told when it had waited in vain. */
  lost: unknown;
}

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.patience");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Patience> };
shared[key] ??= new AsyncLocalStorage<Patience>();
const requests: AsyncLocalStorage<Patience> = shared[key];

/** Answers one request, which waits for a silent database once: whatever it asks afterwards fails at once. The one door: the front server's. */
export function withOnePatience<T>(answer: () => T): T {
  return requests.run({ lost: null }, answer);
}

/** Asks the database something. Throws, unasked, what its request was told when it had waited in vain. */
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

/** Asks all the same, for what must be written down however a request ends: it may wait once more. */
export function evenAfterSilence<T>(ask: () => Promise<T>): Promise<T> {
  // Awaited inside: a statement of Drizzle is sent once somebody waits for it.
  return requests.exit(async () => await ask());
}

/** As pg says that nobody answered in time, or that no connection of ours was free, itself or through the causes of an error. */
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
