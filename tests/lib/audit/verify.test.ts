import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { verifyJournal } from "@/lib/audit/verify";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

const now = new Date("2026-11-12T11:00:00Z");
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const verify = () => verifyJournal({ db: database.db, clock: { now: () => now } });

test("a fault is found past the two thousand millionth line", async () => {
  await database.db.execute(sql`
    insert into ${auditEntries} (id, at, kind, outcome, operation_id) overriding system value
    values (3000000000, ${new Date(now.getTime() - 3_600_000).toISOString()}, 'desk-reset.password', 'begun', gen_random_uuid())`);
  const { lines, faults } = await verify();
  expect(lines).toBe(1);
  expect(faults).toEqual([{ kind: "never-ended", count: 1, first: 3_000_000_000 }]);
});

test("a change that has just begun, and a line that a slower clock wrote, are no faults", async () => {
  const line = { kind: "desk-reset.password", outcome: "begun", operationId: randomUUID() } as const;
  await record(database.db, { ...line, at: new Date(now.getTime() - 90_000) });
  await record(database.db, { kind: "session.sign-in", outcome: "refused", at: new Date(now.getTime() - 240_000) });
  expect((await verify()).faults).toEqual([]);
});

test.each(["audit_entries_no_update_or_delete", "audit_entries_no_truncate"])("%s gone is a fault", async (trigger) => {
  await database.db.execute(sql`drop trigger ${sql.identifier(trigger)} on ${auditEntries}`);
  expect((await verify()).faults).toEqual([{ kind: "unguarded", trigger }]);
});
