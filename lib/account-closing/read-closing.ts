import "server-only";
import type { Services } from "@/lib/services";
import { selectLooks } from "./queries";
import { erasableFrom, heldClosedSince, registerDay } from "./rules";

/** An account closed by both the register and the directory, and the day that erases it if it stays closed. */
export interface Closing {
  closedSince: Date;
  erasedOn: Date;
}

/** Returns the closing of this student's account; null while it is open, and where the institution erases nothing. */
export async function readClosing(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  studentId: string,
): Promise<Closing | null> {
  const { closedAccountDays } = institution.retention;
  if (!closedAccountDays) return null;
  const now = clock.now();
  const looks = await selectLooks(db, studentId, registerDay(now, institution.timeZone));
  const closedSince = looks && heldClosedSince(looks, now);
  if (!closedSince) return null;
  // Once its day is past, it waits for the next look.
  const due = erasableFrom(closedSince, closedAccountDays);
  return { closedSince, erasedOn: new Date(Math.max(due.getTime(), now.getTime())) };
}
