import "server-only";
import type { Services } from "@/lib/services";
import { deleteOver } from "./queries";

/** Deletes the counters that can no longer change any answer. To be called now and then: without it the table only grows. */
export function forgetOldCounters({ db, clock }: Pick<Services, "db" | "clock">): Promise<void> {
  return deleteOver(db, clock.now());
}
