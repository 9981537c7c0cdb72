import { afterAll, beforeAll, expect, test } from "vitest";
import { checkCharter } from "@/commands/doctor/database/charter";
import { withOneConnection } from "@/db/one-connection";
import { publishCharter } from "@/lib/charter/publish";
import { createTestDatabase } from "@/tests/support/database";
import { testInstitution } from "@/tests/support/directory";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("the charter in force is the students’, not that of staff, nor one that is to come", async () => {
  const texts = { fr: "# Charte\n\nUn.\n", en: "# Charter\n\nOne.\n" };
  const publishedAt = new Date("2026-09-01T00:00:00Z");
  await publishCharter(database.db, { version: 3, population: "staff", publishedAt, texts });
  const check = () => withOneConnection(database.url, 5_000, (client) => checkCharter(client, testInstitution));
  expect((await check()).level).toBe("fault");
  await publishCharter(database.db, { version: 1, publishedAt, texts });
  await publishCharter(database.db, { version: 4, publishedAt: new Date("2099-01-01T00:00:00Z"), texts });
  expect(await check()).toMatchObject({ values: { version: 1 } });
});
