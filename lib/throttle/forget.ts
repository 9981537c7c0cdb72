import "server-only";
import type { Counting } from "./key";
import { deleteOver } from "./queries";

/** Deletes the counters that can no longer change any answer. Call it now and then: otherwise the table only grows. */
export function forgetOldCounters({ db, clock }: Counting): Promise<void> {
  return deleteOver(db, clock.now());
}
