import { AsyncLocalStorage } from "node:async_hooks";
import { DirectoryUnavailable } from "@/lib/errors";
import { callBudget, Deadline } from "./deadline";

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.request-deadline");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Deadline> };
shared[key] ??= new AsyncLocalStorage<Deadline>();
const requests: AsyncLocalStorage<Deadline> = shared[key];

/**
 * Answers one request, all of which was read. Whatever it asks of the directory, one call after the other, servers hanging in turn, is over
 * five seconds from now. The one door: the front server's.
 */
export function withinOneRequest<T>(answer: () => T): T {
  return requests.run(new Deadline(callBudget), answer);
}

/**
 * What a call that begins now may take: five seconds, or what is left of its request. Of no request, it has them for itself. Throws
 * `DirectoryUnavailable` where nothing is left: no server is to be blamed for that.
 */
export function callDeadline(): Deadline {
  const request = requests.getStore();
  if (request?.isOver) throw new DirectoryUnavailable(new Error("no time is left of the request"));
  return new Deadline(request ? Math.min(callBudget, request.left) : callBudget);
}
