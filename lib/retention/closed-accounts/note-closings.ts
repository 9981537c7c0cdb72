import "server-only";
import { registerDay } from "@/lib/account-closing/rules";
import type { Services } from "@/lib/services";
import { deleteAllNoted, insertNoted } from "./queries";

const beforeAll = "00000000-0000-0000-0000-000000000000";

/**
 * Notes, for `lookAtClosings`, the people whom the register no longer counts. Where the institution erases nothing,
 * deletes all the notes: without looks in between they would prove nothing later. It may be repeated, and run by
 * several instances at once.
 */
export async function noteClosings({
  db,
  clock,
  institution,
}: Pick<Services, "db" | "clock" | "institution">): Promise<void> {
  if (!institution.retention.closedAccountDays) return deleteAllNoted(db);
  const now = clock.now();
  const day = registerDay(now, institution.timeZone);
  for (let after: string | null = beforeAll; after; ) after = await insertNoted(db, { day, now, after });
}
