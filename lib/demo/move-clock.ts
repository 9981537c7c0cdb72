import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { advanceOneDay, backToToday, daysAhead } from "./clock";

/** Moves the demo to tomorrow, or back to the real date, for everyone. The journal records it at the new time. */
export async function moveClock(
  { db, clock, env }: Pick<Services, "db" | "clock" | "env">,
  caller: Caller,
  where: "one-day-on" | "back-to-today",
): Promise<void> {
  if (where === "one-day-on") advanceOneDay(env.dataDir);
  else backToToday(env.dataDir);
  await record(db, {
    at: clock.now(),
    kind: "demo.clock",
    outcome: "succeeded",
    caller,
    details: { daysAhead: daysAhead(env.dataDir) },
  });
}
