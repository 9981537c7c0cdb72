import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { charterInForce } from "@/lib/charter/in-force";
import { publishFirstCharters } from "@/lib/charter/publish-first";
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

function servicesWith(charter?: { fr: string; en: string }, populations: Services["institution"]["populations"] = {}) {
  const env = { institutionFile: join(folder, "institution.json") } as Services["env"];
  return {
    db: database.db,
    clock: { now: () => now },
    institution: { ...testInstitution, populations, charter },
    env,
  };
}

test("the files beside the institution file become version 1, once", async () => {
  writeFileSync(join(folder, "charte.md"), "# Charte\n\nUne règle.\n");
  writeFileSync(join(folder, "charter.md"), "# Charter\n\nOne rule.\n");
  const services = servicesWith({ fr: "charte.md", en: "charter.md" });
  await publishFirstCharters(services);
  writeFileSync(join(folder, "charte.md"), "# Autre charte\n");
  await publishFirstCharters(services);
  expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({
    version: 1,
    markdown: "# Charte\n\nUne règle.\n",
  });
  expect(await charterInForce(database.db, now, "en", "student")).toMatchObject({ version: 1, title: "Charter" });
});

test("staff begin with the files that they have of their own, or with the students’ text; each version has a number of its own", async () => {
  for (const name of ["charte.md", "charter.md", "charte-personnel.md"]) {
    writeFileSync(join(folder, name), `# ${name}\n\nUne règle.\n`);
  }
  const charter = { fr: "charte.md", en: "charter.md" };
  const { staff } = testInstitution.populations;
  if (!staff) throw new Error("the demo university has a population of staff");
  const ownCharter = { fr: "charte-personnel.md", en: "charter.md" };
  await publishFirstCharters(servicesWith(charter, { staff: { ...staff, charter: ownCharter } }));
  expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({ version: 1, title: "charte.md" });
  expect(await charterInForce(database.db, now, "fr", "staff")).toMatchObject({
    version: 2,
    title: "charte-personnel.md",
  });
});

test("staff without a charter of their own begin with the students’ text in force", async () => {
  writeFileSync(join(folder, "charte.md"), "# Charte\n\nUne règle.\n");
  const files = { fr: "charte.md", en: "charte.md" };
  await publishFirstCharters(servicesWith(files));
  await publishFirstCharters(servicesWith(undefined, testInstitution.populations));
  expect(await charterInForce(database.db, now, "en", "staff")).toMatchObject({ version: 2, title: "Charte" });
});

test("a service without any charter says so, and does not start", async () => {
  const faults = [{ name: "INSTITUTION_FILE", kind: "wrong", values: expect.objectContaining({ path: "charter" }) }];
  await expect(publishFirstCharters(servicesWith())).rejects.toMatchObject({ faults });
});
