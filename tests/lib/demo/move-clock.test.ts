import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { demoClock } from "@/lib/demo/clock";
import { moveClock } from "@/lib/demo/move-clock";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-clock-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("each move of the clock is in the journal, at the time that it then is", async () => {
  const clock = demoClock(dataDir);
  const services = { db: database.db, clock, env: { dataDir } } as Parameters<typeof moveClock>[0];
  const caller = { address: "192.0.2.4", network: null, isInternal: false, requestId: "r" };
  await moveClock(services, caller, "one-day-on");
  await moveClock(services, caller, "back-to-today");
  const [first, second] = await database.db.select().from(auditEntries).orderBy(auditEntries.id);
  expect(first).toMatchObject({ kind: "demo.clock", address: "192.0.2.4", details: { daysAhead: 1 } });
  expect(second).toMatchObject({ kind: "demo.clock", details: { daysAhead: 0 } });
  expect(Number(first?.at) - Number(second?.at)).toBeGreaterThan(86_000_000);
});
