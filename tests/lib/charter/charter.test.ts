import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { charterAcceptances, charters, students } from "@/db/schema";
import { latestAcceptance, recordAcceptance } from "@/lib/charter/accept";
import { charterInForce } from "@/lib/charter/in-force";
import { publishCharter } from "@/lib/charter/publish";
import { charterStatus } from "@/lib/charter/status";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let studentId: string;
beforeEach(async () => {
  database = await createTestDatabase();
  const [student] = await database.db
    .insert(students)
    .values({
      identifier: "lea.moreau@etu.univ.example",
      mail: "lea.moreau@etu.univ.example",
      givenName: "Léa",
      familyName: "Moreau",
      birthDate: "2006-03-08",
      componentCode: "ECO",
      componentName: "Économie",
      enrolledOn: "2026-09-01",
    })
    .returning({ id: students.id });
  studentId = student?.id ?? "";
});
afterEach(() => database.drop());

const at = (time: string) => new Date(`2026-11-12T${time}:00Z`);
const texts = (word: string) => ({ fr: `# Charte ${word}\n\nÀ lire.\n`, en: `# Charter ${word}\n\nTo read.\n` });
const publish = (version: number, time: string) =>
  publishCharter(database.db, { version, publishedAt: at(time), texts: texts(`n° ${version}`) });
const accept = (version: number, time: string, locale: "fr" | "en" = "fr") =>
  recordAcceptance(database.db, { studentId, version, locale, at: at(time), address: "192.0.2.7" });

describe("the charter in force", () => {
  test("is the newest one published, letter for letter, with the hash of its bytes", async () => {
    await publish(1, "08:00");
    await publish(2, "10:00");
    expect(await charterInForce(database.db, at("09:59"), "fr", "student")).toMatchObject({ version: 1 });
    const { fr } = texts("n° 2");
    expect(await charterInForce(database.db, at("10:00"), "fr", "student")).toEqual({
      version: 2,
      population: "student",
      locale: "fr",
      title: "Charte n° 2",
      markdown: fr,
      sha256: createHash("sha256").update(fr, "utf8").digest("hex"),
      publishedAt: at("10:00"),
    });
    expect(await charterInForce(database.db, at("10:00"), "en", "student")).toMatchObject({ title: "Charter n° 2" });
  });

  test("cannot be asked for before the first one", async () => {
    await publish(1, "08:00");
    await expect(charterInForce(database.db, at("07:59"), "fr", "student")).rejects.toThrow("no charter is in force");
  });

  test("does not change once it is published", async () => {
    await publish(1, "08:00");
    await expect(publish(1, "09:00")).rejects.toThrow();
    expect(await charterInForce(database.db, at("10:00"), "fr", "student")).toMatchObject({ publishedAt: at("08:00") });
  });

  test("has a title", async () => {
    const untitled = { version: 1, publishedAt: at("08:00"), texts: { ...texts("1"), en: "Just words.\n" } };
    await expect(publishCharter(database.db, untitled)).rejects.toThrow("title");
    expect(await database.db.select().from(charters)).toEqual([]);
  });
});

describe("an acceptance", () => {
  test("keeps who, which text, in which language, when and from where", async () => {
    await publish(1, "08:00");
    const { en } = texts("n° 1");
    const sha256 = createHash("sha256").update(en).digest("hex");
    expect(await accept(1, "09:00", "en")).toMatchObject({ ok: true });
    expect(await database.db.select().from(charterAcceptances)).toMatchObject([
      { studentId, version: 1, locale: "en", sha256, acceptedAt: at("09:00"), address: "192.0.2.7" },
    ]);
    expect(await latestAcceptance(database.db, studentId)).toEqual({ version: 1, acceptedAt: at("09:00") });
  });

  test.each([
    ["of a version that was replaced", 1, "10:00"],
    ["of a version that is not in force yet", 2, "09:59"],
    ["of a version that never was", 99, "10:00"],
    ["of no version", -1, "10:00"],
  ])("%s is refused, and nothing is kept", async (_, version, time) => {
    await publish(1, "08:00");
    await publish(2, "10:00");
    expect(await accept(version, time)).toEqual({ ok: false, reason: "charter-replaced" });
    expect(await database.db.select().from(charterAcceptances)).toEqual([]);
    expect(await latestAcceptance(database.db, studentId)).toBeNull();
  });

  test("of the version that is replaced at this very moment waits, and is refused", async () => {
    await publish(1, "08:00");
    const { outcome } = await database.db.transaction(async (tx) => {
      await publishCharter(tx, { version: 2, publishedAt: at("10:00"), texts: texts("n° 2") });
      const accepting = accept(1, "10:00");
      await waitForLock();
      return { outcome: accepting };
    });
    expect(await outcome).toEqual({ ok: false, reason: "charter-replaced" });
  });

  test("of many students at once all pass", async () => {
    await publish(1, "08:00");
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => accept(1, "09:00")));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
  });
});

test("a student is bound by the version in force only", async () => {
  await publish(1, "08:00");
  const status = (time: string) => charterStatus(database.db, at(time), studentId);
  expect(await status("07:59")).toBeNull();
  expect(await status("09:00")).toEqual({ accepted: false, version: 1, acceptedVersion: null });
  await accept(1, "09:00");
  expect(await status("09:00")).toEqual({ accepted: true, version: 1, acceptedVersion: 1 });
  await publish(2, "10:00");
  expect(await status("10:00")).toEqual({ accepted: false, version: 2, acceptedVersion: 1 });
});

async function waitForLock(): Promise<void> {
  for (;;) {
    const { rows } = await database.db.execute(
      sql`select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
    );
    if (rows.length > 0) return;
  }
}
