import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { verifyJournal } from "@/lib/audit/verify";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

const now = new Date("2026-11-12T11:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a fault is found past the two thousand millionth line", async () => {
  await database.db.execute(sql`
    insert into ${auditEntries} (id, at, kind, outcome, operation_id) overriding system value
    values (3000000000, ${new Date(now.getTime() - 3_600_000).toISOString()}, 'desk-reset.password', 'begun', gen_random_uuid())`);
  const { lines, faults } = await verifyJournal({ db: database.db, clock: { now: () => now } });
  expect(lines).toBe(1);
  expect(faults).toEqual([{ kind: "never-ended", count: 1, first: 3_000_000_000 }]);
});
