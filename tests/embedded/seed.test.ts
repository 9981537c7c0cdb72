import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import {
  auditEntries,
  cards,
  charterAcceptances,
  provisionalCredentials,
  recoveryAddresses,
  sessions,
  students,
} from "@/db/schema";
import { demoNewcomers, demoStaff, demoStudents } from "@/embedded/demo-people";
import { seedDemo, startAfresh } from "@/embedded/seed";
import { advanceOneDay, daysAhead } from "@/lib/demo/clock";
import { keepMail, readMailbox } from "@/lib/demo/mailbox";
import { verifyProvisionalPassword } from "@/lib/secrets/provisional-password";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startTestDirectory, type TestDirectory, testInstitution } from "@/tests/support/directory";

const now = new Date("2031-11-12T09:30:00Z");
let database: TestDatabase;
let directory: TestDirectory;
let dataDir: string;

beforeEach(async () => {
  [database, directory] = await Promise.all([createTestDatabase(), startTestDirectory()]);
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-seed-"));
  await directory.store.fill({ people: [], groups: [] });
});
afterEach(async () => {
  await Promise.all([database.drop(), directory.close()]);
  rmSync(dataDir, { recursive: true, force: true });
});

const demonstration = (db: Database = database.db) => ({
  db,
  store: directory.store,
  clock: { now: () => now },
  institution: testInstitution,
});

async function studentNamed(identifier: string) {
  const [row] = await database.db.select().from(students).where(eq(students.identifier, identifier));
  if (!row) throw new Error(`${identifier} is not in the register`);
  return row;
}

test("every demo person is there as the contract says", async () => {
  await seedDemo(demonstration());
  for (const student of demoStudents) {
    const row = await studentNamed(student.identifier);
    const held = await database.db.select().from(cards).where(eq(cards.studentId, row.id));
    expect(held.map(({ number }) => number).sort()).toEqual(student.cards.map(({ number }) => number).sort());
    expect(row.activatedAt !== null).toBe(student.password !== undefined);
    const sheets = await database.db
      .select()
      .from(provisionalCredentials)
      .where(eq(provisionalCredentials.studentId, row.id));
    expect(sheets).toHaveLength(student.sheet ? 1 : 0);
    if (student.sheet) {
      const hash = sheets[0]?.secretHash ?? null;
      expect(await verifyProvisionalPassword(student.sheet.provisionalPassword, hash)).toBe(true);
    }
  }
  for (const { uid, password, state } of [...demoStudents, ...demoStaff]) {
    expect([uid, await directory.canBind(uid, password ?? "")]).toEqual([uid, state === "active"]);
  }
  const kiosk = await directory.directory.findByStaffLogin("garcia-l");
  expect(kiosk?.groups).toEqual(["kiosque-info"]);
  // Of Tom's two cards, the one in force.
  expect(await directory.directory.findByCardNumber("E2500110")).toMatchObject({ uid: "tom.rousseau" });
  expect(await directory.directory.findByCardNumber("E2500109")).toBeNull();
});

test("an institution whose staff open no account has students alone in its register", async () => {
  await seedDemo({ ...demonstration(), institution: { ...testInstitution, populations: {} } });
  expect(await database.db.select().from(students)).toHaveLength(demoStudents.length);
});

test("the days are counted from the demo day", async () => {
  await seedDemo(demonstration());
  expect(await studentNamed("camille.martin@etu.univ.example")).toMatchObject({
    enrolledOn: "2031-11-05",
    birthDate: "2007-04-17",
  });
  expect(await studentNamed("zoe.lefevre@etu.univ.example")).toMatchObject({ enrolledOn: "2031-11-12" });
  const noe = await studentNamed("noe.garnier@etu.univ.example");
  const [sheet] = await database.db
    .select()
    .from(provisionalCredentials)
    .where(eq(provisionalCredentials.studentId, noe.id));
  expect(sheet?.expiresAt.getTime()).toBeLessThan(now.getTime());
  const [tom] = await database.db.select().from(cards).where(eq(cards.number, "E2500109"));
  expect(tom).toMatchObject({ state: "lost", validUntil: "2032-08-31" });
});

test("Léa accepted the older charter, and Hugo has a confirmed recovery address", async () => {
  await seedDemo(demonstration());
  const lea = await studentNamed("lea.moreau@etu.univ.example");
  const accepted = await database.db.select().from(charterAcceptances).where(eq(charterAcceptances.studentId, lea.id));
  expect(accepted.map(({ version }) => version)).toEqual([1]);
  const addresses = await database.db.select().from(recoveryAddresses);
  expect(addresses).toMatchObject([{ email: "hugo.bernard@mail.example", confirmedAt: expect.any(Date) }]);
});

test("a second start changes nothing, so that what was done stays done", async () => {
  await seedDemo(demonstration());
  await directory.store.putPerson({ ...hugo(), password: "Nuage-27-Fougere" });
  await seedDemo(demonstration());
  expect(await directory.canBind("hugo.bernard", "Nuage-27-Fougere")).toBe(true);
});

test("a seeding that was cut short begins again at the next start", async () => {
  const broken = { ...directory.store, fill: () => Promise.reject(new Error("power cut")) };
  await expect(seedDemo({ ...demonstration(), store: broken })).rejects.toThrow("power cut");
  await seedDemo(demonstration());
  expect(await database.db.select().from(students)).toHaveLength(demoStudents.length + demoNewcomers.length);
  expect((await directory.directory.findByStaffLogin("fabre-a"))?.groups).toEqual(["dsi"]);
});

test("starting afresh forgets everything that was done, and every session", async () => {
  await seedDemo(demonstration());
  await directory.store.putPerson({ ...hugo(), password: "Nuage-27-Fougere" });
  await database.db.insert(sessions).values({
    tokenHash: "x",
    uid: "garcia-l",
    login: "garcia-l",
    displayName: "Lucas Garcia",
    roles: ["staff"],
    startedAt: now,
    lastSeenAt: now,
    rolesReadAt: now,
    expiresAt: now,
    address: "127.0.0.1",
  });
  await keepMail(dataDir, { to: "a@b.example", subject: "s", text: "t", html: "h", date: now.toISOString() }, now);
  advanceOneDay(dataDir);
  await startAfresh({ ...demonstration(), dataDir });
  expect(await directory.canBind("hugo.bernard", "Nuage-27-Fougere")).toBe(false);
  expect(await directory.canBind("hugo.bernard", hugo().password ?? "")).toBe(true);
  expect(await database.db.select().from(sessions)).toEqual([]);
  expect(await readMailbox(dataDir)).toEqual([]);
  expect(daysAhead(dataDir)).toBe(0);
  expect((await database.db.select().from(auditEntries)).map(({ kind }) => kind)).toEqual(["demo.seeded"]);
});

test("the journal of a demonstration that was started afresh is as closed as before", async () => {
  await seedDemo(demonstration());
  await startAfresh({ ...demonstration(), dataDir });
  await expect(database.db.execute(sql`delete from audit_entries`)).rejects.toThrow();
});

test("a database that is not the embedded one is left alone", async () => {
  const foreign = { execute: () => Promise.resolve({ rows: [{ name: "" }] }) } as unknown as Database;
  await expect(seedDemo(demonstration(foreign))).rejects.toThrow("and into no other");
  expect(directory.store.isEmpty()).toBe(true);
});

function hugo() {
  const found = demoStudents.find(({ uid }) => uid === "hugo.bernard");
  if (!found) throw new Error("Hugo is missing");
  return found;
}
