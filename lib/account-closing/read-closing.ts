import "server-only";
import type { Services } from "@/lib/services";
import { selectLooks } from "./queries";
import { erasableFrom, heldClosedSince, registerDay } from "./rules";

/** An account that both the register and the directory hold closed, and when all of it is erased if they still do. */
export interface Closing {
  closedSince: Date;
  erasedOn: Date;
}

/** The closing of this student's account; null while it is open, and where the institution has nothing erased. */
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
  // Past its day, it waits for the next look.
  const due = erasableFrom(closedSince, closedAccountDays);
  return { closedSince, erasedOn: new Date(Math.max(due.getTime(), now.getTime())) };
}
