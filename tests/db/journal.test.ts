import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await record(database.db, { at: new Date("2026-09-01T08:00:00Z"), kind: "session.sign-in", outcome: "succeeded" });
});
afterAll(() => database.drop());

test.each([
  ["update", sql`update audit_entries set actor = 'somebody-else'`],
  ["delete", sql`delete from audit_entries`],
  ["truncate", sql`truncate audit_entries`],
])("the journal refuses %s", async (_, statement) => {
  await expect(database.db.execute(statement)).rejects.toThrow();
  const { rows } = await database.db.execute(sql`select actor from audit_entries`);
  expect(rows).toEqual([{ actor: null }]);
});
