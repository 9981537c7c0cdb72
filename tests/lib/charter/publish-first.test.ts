import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { charterInForce } from "@/lib/charter/in-force";
import { publishFirstCharter } from "@/lib/charter/publish-first";
import type { Services } from "@/lib/services";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { testInstitution } from "../../support/directory";

const now = new Date("2026-09-01T08:00:00Z");
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "trousseau-charter-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function servicesWith(charter?: { fr: string; en: string }) {
  const env = { institutionFile: join(folder, "institution.json") } as Services["env"];
  return { db: database.db, clock: { now: () => now }, institution: { ...testInstitution, charter }, env };
}

test("the files beside the institution file become version 1, once", async () => {
  writeFileSync(join(folder, "charte.md"), "# Charte\n\nUne règle.\n");
  writeFileSync(join(folder, "charter.md"), "# Charter\n\nOne rule.\n");
  const services = servicesWith({ fr: "charte.md", en: "charter.md" });
  await publishFirstCharter(services);
  writeFileSync(join(folder, "charte.md"), "# Autre charte\n");
  await publishFirstCharter(services);
  expect(await charterInForce(database.db, now, "fr")).toMatchObject({
    version: 1,
    markdown: "# Charte\n\nUne règle.\n",
  });
  expect(await charterInForce(database.db, now, "en")).toMatchObject({ version: 1, title: "Charter" });
});

test("a service without any charter says so, and does not start", async () => {
  await expect(publishFirstCharter(servicesWith())).rejects.toThrow(/charter: missing/);
});
