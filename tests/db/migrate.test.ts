import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { DatabaseIsNewer } from "@/db/newer";
import { plainSentence } from "@/server/faults";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("tables that are up to date are left as they are", async () => {
  await expect(migrateDatabase(database.url)).resolves.toBeUndefined();
});

test("a version that is older than the tables does not start on them, and says so in one plain sentence", async () => {
  await database.db.execute(sql`
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
  const refused = await migrateDatabase(database.url).catch((error) => error);
  expect(refused).toBeInstanceOf(DatabaseIsNewer);
  expect(plainSentence(refused)).toMatch(/version plus récente du service|newer version of the service/);
});
