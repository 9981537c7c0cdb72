import "server-only";
import type { Services } from "@/lib/services";
import { keepReading } from "./queries";

/** One batch of lines takes a second to write: a reading that is silent this long has died. */
const leaseSeconds = 120;

/** Renews the lease. Throws once the reading was given up: it was thought dead, and its lines are gone. */
export async function goOnReading({ db, clock }: Pick<Services, "db" | "clock">, id: string): Promise<void> {
  if (!(await keepReading(db, id, readingLease(clock.now()))))
    throw new Error(`import ${id}: its reading was given up`);
}

/** Returns the instant until which a reading that just gave a sign of life counts as alive. */
export function readingLease(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1_000);
}
