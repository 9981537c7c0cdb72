import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What they name is a version of the charter, and those that somebody was asked for are never erased. */
const needless = [
  "charter_acceptances_version_locale_charter_texts_version_locale",
  "charter_delays_version_charters_version_fk",
];

test("who names a row that is erased is found without reading everybody’s, by whichever foreign key", async () => {
  // An index that begins with the columns of the key, or finds one row at most by some of them.
  const { rows } = await database.db.execute<{ key: string }>(sql`
    select conname as key from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index where indrelid = conrelid and indpred is null
        and ((indkey::int2[])[0:array_length(conkey, 1) - 1] = conkey or (indisunique and indkey::int2[] <@ conkey))
    ) order by 1`);
  expect(rows.map(({ key }) => key)).toEqual(needless);
});
