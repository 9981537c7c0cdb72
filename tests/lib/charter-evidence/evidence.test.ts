import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries, charterAcceptances, students } from "@/db/schema";
import { recordAcceptance } from "@/lib/charter/accept";
import { giveReceipt } from "@/lib/charter/give-receipt";
import { publishCharter } from "@/lib/charter/publish";
import { exportAcceptances } from "@/lib/charter-evidence/export-acceptances";
import { acceptancesOfIdentifier, reportAcceptances } from "@/lib/charter-evidence/report-acceptances";
import { markWithdrawn } from "@/lib/charter-publishing/queries";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { testInstitution } from "@/tests/support/directory";
import { testEnv } from "@/tests/support/first-connections";
import { canReadPdf, readPdf } from "@/tests/support/read-pdf";
import { signedIn } from "@/tests/support/readers";

const now = new Date("2026-11-12T11:00:00Z");
const dpo = signedIn("leroy-d", "staff", "dpo");
const day = (text: string) => new Date(`${text}T08:00:00Z`);

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "trousseau-receipt-"));
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const texts = (n: number) => ({ fr: `# Charte ${n}\n\nUn.\n`, en: `# Charter ${n}\n\nOne.\n` });
  await publishCharter(db, { version: 1, publishedAt: day("2026-09-01"), texts: texts(1) });
  const ids: Record<string, string> = {};
  for (const [name, componentCode, activated] of [
    ["hugo", "DRT", true],
    ["lea", "ECO", true],
    ["tom", "ECO", true],
    ["zoe", "ECO", false],
    ["max", "ECO", true],
  ] as const) {
    const identifier = `${name}@etu.univ.example`;
    const [row] = await db
      .insert(students)
      .values({
        identifier,
        mail: identifier,
        givenName: name,
        familyName: "Exemple",
        birthDate: "2006-03-08",
        componentCode,
        componentName: componentCode === "ECO" ? "Économie" : "Droit",
        enrolledOn: "2026-09-01",
        activatedAt: activated ? day("2026-09-03") : null,
        withdrawnAt: name === "max" ? day("2026-10-15") : null,
      })
      .returning({ id: students.id });
    ids[name] = row?.id ?? "";
  }
  const accept = (name: string, version: number, at: Date, locale: "fr" | "en" = "fr") =>
    recordAcceptance(db, { studentId: ids[name] ?? "", version, locale, at, address: "192.0.2.7" });
  await accept("hugo", 1, day("2026-09-03"));
  await accept("lea", 1, day("2026-09-03"), "en");
  await publishCharter(db, { version: 2, publishedAt: day("2026-10-01"), texts: texts(2) });
  await accept("hugo", 2, day("2026-10-02"));
  await publishCharter(db, { version: 3, publishedAt: day("2026-11-01"), importance: "editorial", texts: texts(3) });
  // Neither binds anybody: one was withdrawn before its date, which has passed, the other is to come.
  await publishCharter(db, { version: 4, publishedAt: day("2026-11-05"), texts: texts(4) });
  await markWithdrawn(db, 4, day("2026-11-04"));
  await publishCharter(db, { version: 5, publishedAt: day("2026-12-01"), texts: texts(5) });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const services = () => ({
  db: database.db,
  clock: { now: () => now },
  institution: testInstitution,
  env: testEnv(database.url, { urls: ["ldap://127.0.0.1:1"], baseDn: "dc=x", bindDn: "cn=x", bindPassword: "x" }),
});

test("the report counts the open accounts of who is still enrolled, by component and by version that is or was in force, and names nobody", async () => {
  const report = await reportAcceptances(services(), "student");
  expect(report).toMatchObject({
    accounts: 3,
    accepted: 1,
    components: [
      { code: "DRT", name: "Droit", accounts: 1, accepted: 1 },
      { code: "ECO", name: "Économie", accounts: 2, accepted: 0 },
    ],
    versions: [
      { version: 3, importance: "editorial", accepted: 0 },
      { version: 2, importance: "major", accepted: 1 },
      { version: 1, importance: "major", accepted: 2 },
    ],
  });
  expect(JSON.stringify(report)).not.toMatch(/hugo|lea|tom|zoe|max/);
});

test("the export has a line for each acceptance, and is on record", async () => {
  const lines = [];
  for await (const batch of await exportAcceptances(services(), dpo)) lines.push(...batch);
  expect(lines.map(({ identifier, version, locale }) => `${identifier} ${version} ${locale}`).sort()).toEqual([
    "hugo@etu.univ.example 1 fr",
    "hugo@etu.univ.example 2 fr",
    "lea@etu.univ.example 1 en",
  ]);
  expect(lines[0]).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), address: "192.0.2.7" });
  expect((await database.db.select().from(auditEntries)).at(-1)).toMatchObject({
    kind: "charter.export",
    actor: "leroy-d",
  });
});

test.skipIf(!canReadPdf)(
  "a receipt is a tagged page in the language that was read, and says all that proves the acceptance",
  async () => {
    const [acceptance] = await acceptancesOfIdentifier(services(), " LEA@etu.univ.example ");
    const parts = [];
    for await (const part of (await giveReceipt(services(), dpo, acceptance?.id ?? "")) ?? []) parts.push(part);
    const file = join(folder, "receipt.pdf");
    await writeFile(file, Buffer.concat(parts));
    const pdf = await readPdf(file);
    const [kept] = await database.db.select().from(charterAcceptances);
    expect(pdf.isTagged).toBe(true);
    expect(pdf.pages).toHaveLength(1);
    const page = pdf.pages[0]?.replace(/\s+/g, " ") ?? "";
    for (const said of ["lea Exemple", "lea@etu.univ.example", "Charter 1", "2026-09-03T08:00:00.000Z", "192.0.2.7"]) {
      expect(page).toContain(said);
    }
    const { sha256 } = (await database.db.select().from(charterAcceptances)).find(({ id }) => id === acceptance?.id) ??
      kept ?? { sha256: "" };
    expect(page.replaceAll(" ", "")).toContain(sha256);
    expect(page).toContain("https://compte.univ.example/charte?version=1");
    expect((await database.db.select().from(auditEntries)).at(-1)).toMatchObject({
      kind: "charter.receipt",
      actor: "leroy-d",
      subject: "lea@etu.univ.example",
      details: { version: 1 },
    });
  },
);

test.each(["", "x", "5b0d1a5c-9d0a-4c8e-8a62-9f0f3f0b6a11", "' or 1=1"])(
  "there is no receipt for %j, and no line",
  async (id) => {
    const before = (await database.db.select().from(auditEntries)).length;
    expect(await giveReceipt(services(), dpo, id)).toBeNull();
    expect(await database.db.select().from(auditEntries)).toHaveLength(before);
  },
);

test("an export of several batches has each acceptance once, of those who accepted at the same instant too", async () => {
  const { db } = database;
  await db.execute(sql`
    with many as (
      insert into students (identifier, mail, given_name, family_name, birth_date, component_code, component_name, enrolled_on)
      select 'foule' || n || '@etu.univ.example', 'x@x.example', 'A', 'B', '2006-01-01', 'X', 'X', '2026-09-01'
      from generate_series(1, 2100) n returning id
    )
    insert into charter_acceptances (student_id, version, locale, sha256, accepted_at, address)
    select many.id, version, locale, sha256, ${day("2026-11-02").toISOString()}::timestamptz, '192.0.2.7'
    from many, charter_texts where version = 3 and locale = 'fr'`);
  const identifiers = [];
  for await (const batch of await exportAcceptances(services(), dpo))
    identifiers.push(...batch.map(({ identifier }) => identifier));
  expect([identifiers.length, new Set(identifiers).size]).toEqual([2_103, 2_102]);
});
