import "server-only";
import { registerDay } from "@/lib/account-closing/rules";
import type { Services } from "@/lib/services";
import { deleteAllNoted, insertNoted } from "./queries";

const beforeAll = "00000000-0000-0000-0000-000000000000";

/**
 * Notes whom the register counts no more, for `lookAtClosings`. Where the institution has nothing erased, whatever was noted is forgotten:
 * what nobody looked at meanwhile proves nothing later. Can be done again, by several at once.
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
