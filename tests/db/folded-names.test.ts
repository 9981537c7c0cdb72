import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test.each([
  ["Inès", "ines"],
  ["D’Angelo", "d angelo"],
  ["Le Goff-Lœuillet", "le goff loeuillet"],
  ["  Zoe\u0308  ÇELİK ", "zoe celik"],
  ["Straße Bjørn Æther", "strasse bjorn aether"],
])("a name is looked for as it sounds: %s", async (name, folded) => {
  const { rows } = await database.db.execute(sql`select folded_name(${name}) as folded`);
  expect(rows).toEqual([{ folded }]);
});
