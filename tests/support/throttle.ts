import type { Clock } from "@/lib/clock";
import { createTestDatabase } from "./database";

/** Starts a real database and a clock that the test sets: what counting needs, for any number of processes. */
export async function startCounting() {
  const database = await createTestDatabase();
  let now = new Date("2026-11-12T10:00:00Z");
  const clock: Clock = { now: () => now };
  return {
    services: { db: database.db, clock, env: { secret: "only-for-tests-only-for-tests-only" } },
    url: database.url,
    at: (time: string) => new Date(`2026-11-12T${time}Z`),
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    close: () => database.drop(),
  };
}
