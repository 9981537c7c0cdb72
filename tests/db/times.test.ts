import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("no column takes its time from the database’s own clock, and each holds an instant", async () => {
  const { rows } = await database.db.execute(sql`
    select table_name || '.' || column_name as column from information_schema.columns where table_schema = 'public'
      and (column_default ~* 'now|current|clock|localtime' or data_type in ('timestamp without time zone', 'time with time zone'))`);
  expect(rows).toEqual([]);
});

test("a counter of tries has an end, always", async () => {
  const attempt = database.db.execute(sql`insert into throttle (key, points) values ('x', 1)`);
  await expect(attempt).rejects.toMatchObject({ cause: { column: "expire" } });
});
