import { AsyncLocalStorage } from "node:async_hooks";
import { DirectoryUnavailable } from "@/lib/errors";
import { callBudget, Deadline } from "./deadline";

// The store is shared by the process under a symbol: the front server and Next's bundles each load their own copy of
// this file.
const key = Symbol.for("trousseau.request-deadline");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Deadline> };
shared[key] ??= new AsyncLocalStorage<Deadline>();
const requests: AsyncLocalStorage<Deadline> = shared[key];

/**
 * Handles one request, once it was read in full, and gives all its calls to the directory five seconds in total, even
 * when servers hang in turn. Only the front server calls it.
 */
export function withinOneRequest<T>(answer: () => T): T {
  return requests.run(new Deadline(callBudget), answer);
}

/**
 * Returns the deadline of a call that begins now: five seconds, or what is left of its request's five. A call outside a
 * request gets the full five. Throws `DirectoryUnavailable` when no time is left, for which no server is to blame.
 */
export function callDeadline(): Deadline {
  const request = requests.getStore();
  if (request?.isOver) throw new DirectoryUnavailable(new Error("no time is left of the request"));
  return new Deadline(request ? Math.min(callBudget, request.left) : callBudget);
}
