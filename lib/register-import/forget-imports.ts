import "server-only";
import type { Services } from "@/lib/services";
import { erasePeople, expireRuns } from "./queries";

/** How long a file that was read waits to be applied. Hours. */
export const waitingHours = 24;

/** Ends the imports that nobody applied within a day, and erases what they say of people. */
export async function forgetImports({ db, clock }: Pick<Services, "db" | "clock">): Promise<void> {
  const now = clock.now();
  const startedBefore = new Date(now.getTime() - waitingHours * 3_600_000);
  await db.transaction(async (tx) => {
    for (const id of await expireRuns(tx, startedBefore, now)) await erasePeople(tx, id);
  });
}
