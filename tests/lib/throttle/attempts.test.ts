import { afterAll, beforeAll, expect, test } from "vitest";
import type { Services } from "@/lib/services";
import { countAttempt } from "@/lib/throttle/attempts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let services: Services;
beforeAll(async () => {
  database = await createTestDatabase();
  services = {
    db: database.db,
    env: { secret: "s".repeat(32) },
    clock: { now: () => new Date("2026-11-21T10:00:00Z") },
  } as unknown as Services;
});
afterAll(() => database.drop());
test("of fifty guesses sent at once, five pass", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () =>
      countAttempt(services, {
        scope: "sign-in",
        identifier: "a",
        caller: { address: "192.0.2.1", isInternal: false },
      }),
    ),
  );
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(5);
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.retryAt).toEqual(new Date("2026-11-21T10:01:00Z"));
});
