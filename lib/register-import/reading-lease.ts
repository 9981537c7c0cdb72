import "server-only";
import type { Services } from "@/lib/services";
import { keepReading } from "./queries";

/** Lines that go to the database at once take a second; a reading that says nothing for so long has died. */
const leaseSeconds = 120;

/** Throws once the reading was given up: it was thought dead, and its lines are gone. */
export async function goOnReading({ db, clock }: Pick<Services, "db" | "clock">, id: string): Promise<void> {
  if (!(await keepReading(db, id, readingLease(clock.now()))))
    throw new Error(`import ${id}: its reading was given up`);
}

/** Until when a reading that gave a sign of life is believed to be alive. */
export function readingLease(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1_000);
}
