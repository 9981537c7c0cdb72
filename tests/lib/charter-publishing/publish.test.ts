import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, charters, charterTexts, students } from "@/db/schema";
import { recordAcceptance } from "@/lib/charter/accept";
import { charterInForce } from "@/lib/charter/in-force";
import { publishCharter } from "@/lib/charter/publish";
import { charterStatus } from "@/lib/charter/status";
import { type Publication, publishDraft } from "@/lib/charter-publishing/publish-draft";
import { listCharters, readDraft, versionBefore } from "@/lib/charter-publishing/read-charters";
import { withdrawVersion } from "@/lib/charter-publishing/withdraw-version";
import { discardDraft, openDraft, saveDraft } from "@/lib/charter-publishing/write-draft";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { testInstitution } from "@/tests/support/directory";
import { signedIn } from "@/tests/support/readers";

const writer = signedIn("fabre-a", "staff", "admin");
const start = new Date("2026-11-12T11:00:00Z");
const texts = (word: string) => ({ fr: `# Charte\n\n${word}.\n`, en: `# Charter\n\n${word}.\n` });

let database: TestDatabase;
let studentId: string;
let now: Date;
const services = () => ({ db: database.db, clock: { now: () => now }, institution: testInstitution });

beforeEach(async () => {
  database = await createTestDatabase();
  now = start;
  await publishCharter(database.db, { version: 1, publishedAt: new Date("2026-09-01T08:00:00Z"), texts: texts("Un") });
  const [student] = await database.db
    .insert(students)
    .values({
      identifier: "hugo.bernard@etu.univ.example",
      mail: "hugo.bernard@etu.univ.example",
      givenName: "Hugo",
      familyName: "Bernard",
      birthDate: "2006-03-08",
      componentCode: "ECO",
      componentName: "Économie",
      enrolledOn: "2026-09-01",
    })
    .returning({ id: students.id });
  studentId = student?.id ?? "";
});
afterEach(() => database.drop());

/** A draft that says this word, as saved. */
async function draftSaying(word: string) {
  const draft = (await openDraft(services(), writer, 1)) ?? "";
  const saved = await saveDraft(services(), writer, { draft, revision: 1, texts: texts(word) });
  if (!saved.ok) throw new Error(saved.reason);
  return { draft, revision: saved.revision };
}

async function publish(word: string, how: Partial<Publication> = {}) {
  return publishDraft(services(), writer, { ...(await draftSaying(word)), importance: "major", day: null, ...how });
}

const lines = async (kind: string) =>
  (await database.db.select().from(auditEntries).where(eq(auditEntries.kind, kind)).orderBy(auditEntries.id)).map(
    ({ outcome, reason, actor, details }) => ({ outcome, reason, actor, details }),
  );
const accept = (version: number) =>
  recordAcceptance(database.db, { studentId, version, locale: "fr", at: now, address: "192.0.2.7" });
const status = () => charterStatus(database.db, now, studentId);

describe("a draft", () => {
  test("is saved over the state that was read; whoever comes second is told, and the first one’s text stays", async () => {
    const { draft } = await draftSaying("le mien");
    const late = await saveDraft(services(), signedIn("petit-a", "admin"), {
      draft,
      revision: 1,
      texts: texts("le sien"),
    });
    expect(late).toEqual({ ok: false, reason: "saved-meanwhile", by: "fabre-a", at: now, revision: 2 });
    expect(await readDraft(services(), draft)).toMatchObject({ markdownFr: texts("le mien").fr, revision: 2 });
    const knowingly = await saveDraft(services(), writer, { draft, revision: 2, texts: texts("le sien") });
    expect(knowingly).toEqual({ ok: true, revision: 3 });
    expect((await lines("charter.draft")).map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      "succeeded",
      "succeeded",
      "saved-meanwhile",
      "succeeded",
    ]);
  });

  test("saved by two at once is saved by one", async () => {
    const draft = (await openDraft(services(), writer, 1)) ?? "";
    const save = (word: string) => saveDraft(services(), writer, { draft, revision: 1, texts: texts(word) });
    const outcomes = await Promise.all(["a", "b", "c"].map(save));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("thrown away, or published, is written no more", async () => {
    const { draft, revision } = await draftSaying("Deux");
    await discardDraft(services(), writer, draft);
    await discardDraft(services(), writer, draft);
    expect(await saveDraft(services(), writer, { draft, revision, texts: texts("x") })).toEqual({
      ok: false,
      reason: "gone",
    });
    expect(await publishDraft(services(), writer, { draft, revision, importance: "major", day: null })).toEqual({
      ok: false,
      reason: "gone",
    });
    expect((await listCharters(services())).drafts).toEqual([]);
    expect((await lines("charter.draft")).filter(({ details }) => details?.act === "discarded")).toHaveLength(1);
  });

  test("begins from a version that exists", async () => {
    expect(await openDraft(services(), writer, 99)).toBeNull();
  });
});

describe("publishing", () => {
  test("at once puts the text in force, on record", async () => {
    expect(await publish("Deux")).toEqual({ ok: true, version: 2 });
    expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({
      version: 2,
      markdown: texts("Deux").fr,
    });
    expect(await lines("charter.publish")).toEqual([
      { outcome: "succeeded", reason: null, actor: "fabre-a", details: { importance: "major", version: 2 } },
    ]);
  });

  test("for a later day puts it in force at midnight there, and not before", async () => {
    await publish("Deux", { day: "2026-12-01" });
    now = new Date("2026-11-30T22:59:59Z");
    expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({ version: 1 });
    now = new Date("2026-11-30T23:00:00Z");
    expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({ version: 2 });
  });

  test("by a double click is done once, and answers the same", async () => {
    const draft = await draftSaying("Deux");
    const click = () => publishDraft(services(), writer, { ...draft, importance: "major", day: null });
    expect(await Promise.all([click(), click(), click()])).toEqual(Array(3).fill({ ok: true, version: 2 }));
    expect(await database.db.select().from(charters)).toHaveLength(2);
    expect(await lines("charter.publish")).toHaveLength(1);
  });

  test.each([
    ["of a draft saved since it was read", "Deux", { revision: 1 }, "saved-meanwhile"],
    ["for today", "Deux", { day: "2026-11-12" }, "not-later"],
    ["for the past", "Deux", { day: "2020-01-01" }, "not-later"],
    ["for another decade", "Deux", { day: "2036-01-01" }, "too-far"],
    ["of what is in force already", "Un", {}, "unchanged"],
    ["of no draft", "Deux", { draft: "5b0d1a5c-9d0a-4c8e-8a62-9f0f3f0b6a11" }, "gone"],
  ] as const)("%s is refused, on record, and nothing is published", async (_, word, how, reason) => {
    expect(await publish(word, how)).toEqual({ ok: false, reason });
    expect(await database.db.select().from(charters)).toHaveLength(1);
    expect(await lines("charter.publish")).toMatchObject([{ outcome: "refused", reason }]);
  });

  test("asks for a title in each language", async () => {
    const draft = (await openDraft(services(), writer, 1)) ?? "";
    await saveDraft(services(), writer, { draft, revision: 1, texts: { fr: "# Charte\n\nx\n", en: "No title\n" } });
    expect(await publishDraft(services(), writer, { draft, revision: 2, importance: "major", day: null })).toEqual({
      ok: false,
      reason: "no-title-en",
    });
  });

  test("a second version to come is refused until the first is withdrawn, whose text is a draft again", async () => {
    await publish("Deux", { day: "2026-12-01" });
    expect(await publish("Trois")).toEqual({ ok: false, reason: "another-to-come" });
    const draft = await withdrawVersion(services(), writer, 2);
    expect(await readDraft(services(), draft ?? "")).toMatchObject({ markdownFr: texts("Deux").fr });
    expect(await publish("Trois")).toEqual({ ok: true, version: 3 });
    now = new Date("2026-12-02T00:00:00Z");
    expect(await charterInForce(database.db, now, "en", "student")).toMatchObject({ version: 3 });
    const { versions } = await listCharters(services());
    const [inForce, ...others] = versions;
    expect([inForce, ...others].map((each) => [each?.version, each?.state, each?.replacedAt])).toEqual([
      [3, "in-force", null],
      [2, "withdrawn", null],
      [1, "replaced", inForce?.publishedAt],
    ]);
  });

  test("is not taken back once its date has come", async () => {
    await publish("Deux", { day: "2026-12-01" });
    now = new Date("2026-11-30T23:00:00Z");
    expect(await withdrawVersion(services(), writer, 2)).toBeNull();
    expect(await withdrawVersion(services(), writer, 99)).toBeNull();
    expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({ version: 2 });
    expect(await lines("charter.withdraw")).toMatchObject([
      { outcome: "refused", reason: "not-to-come" },
      { outcome: "refused", reason: "not-to-come" },
    ]);
  });
});

describe("what was published does not change, whoever asks the database", () => {
  test.each([
    ["a text", sql`update charter_texts set title = 'x'`],
    ["its removal", sql`delete from charter_texts`],
    ["its emptying", sql`truncate charter_texts`],
    ["the emptying of versions", sql`truncate charters cascade`],
    ["a date", sql`update charters set published_at = now()`],
    ["an importance", sql`update charters set importance = 'editorial'`],
    ["a removal", sql`delete from charters`],
    ["a withdrawal after its date", sql`update charters set withdrawn_at = published_at + interval '1 day'`],
  ])("%s is refused", async (_, statement) => {
    const before = await database.db.select().from(charterTexts);
    await expect(database.db.execute(statement)).rejects.toThrow();
    expect(await database.db.select().from(charterTexts)).toEqual(before);
    expect(await charterInForce(database.db, now, "fr", "student")).toMatchObject({ version: 1 });
  });
});

describe("who is asked to accept", () => {
  test("everyone, after a major version; nobody, after an editorial one", async () => {
    await accept(1);
    await publish("Deux", { importance: "editorial" });
    expect(await status()).toEqual({ accepted: true, version: 2, acceptedVersion: 1 });
    now = new Date(now.getTime() + 60_000);
    await publish("Trois");
    expect(await status()).toEqual({ accepted: false, version: 3, acceptedVersion: 1 });
  });

  test("not who accepted an editorial version, which binds as the major one before it does", async () => {
    await publish("Deux", { importance: "editorial" });
    expect(await status()).toEqual({ accepted: false, version: 2, acceptedVersion: null });
    expect(await accept(1)).toEqual({ ok: false, reason: "charter-replaced" });
    await accept(2);
    now = new Date(now.getTime() + 60_000);
    await publish("Trois", { importance: "editorial" });
    expect(await status()).toEqual({ accepted: true, version: 3, acceptedVersion: 2 });
  });

  test("nobody, before the day of a major version to come, nor once it was withdrawn", async () => {
    await accept(1);
    await publish("Deux", { day: "2026-12-01" });
    expect(await status()).toMatchObject({ accepted: true });
    await withdrawVersion(services(), writer, 2);
    now = new Date("2026-12-05T00:00:00Z");
    expect(await status()).toEqual({ accepted: true, version: 1, acceptedVersion: 1 });
  });
});

test("a version is compared with the one that it took the place of, never with one that was withdrawn", async () => {
  await publish("Deux", { day: "2026-12-01" });
  await withdrawVersion(services(), writer, 2);
  now = new Date("2026-12-02T11:00:00Z");
  await publish("Trois");
  const { versions } = await listCharters(services());
  const before = versions.map((version) => [version.version, versionBefore(versions, version)?.version]);
  expect(before).toEqual([
    [3, 1],
    [2, 1],
    [1, undefined],
  ]);
});
