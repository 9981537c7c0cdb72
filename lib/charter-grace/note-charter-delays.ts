import "server-only";
import type { Services } from "@/lib/services";
import { insertDelays, selectDueBy } from "./queries";
import { dueSince } from "./rules";

const beforeAll = "00000000-0000-0000-0000-000000000000";

/** Notes who did not accept a major charter in time, for `tellCharterDelays`. Repeatable, even by several at once. */
export async function noteCharterDelays({
  db,
  clock,
  institution,
}: Pick<Services, "db" | "clock" | "institution">): Promise<void> {
  const { charterGrace } = institution;
  if (!charterGrace) return;
  const now = clock.now();
  for (const due of await selectDueBy(db, dueSince(now, charterGrace.days))) {
    for (let after: string | null = beforeAll; after; )
      after = await insertDelays(db, due, { subState: charterGrace.subState, now, after });
  }
}
