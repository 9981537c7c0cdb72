import { eq, isNull, sql } from "drizzle-orm";
import { afterAll, test as anywhere, beforeAll, beforeEach, expect } from "vitest";
import { activations, provisionalCredentials, sheetRuns, students } from "@/db/schema";
import { demoStudents } from "@/embedded/demo-people";
import { currentActivation } from "@/lib/activation/current-activation";
import { openActivation } from "@/lib/activation/open-activation";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import { endRun } from "@/lib/credential-sheet/queries";
import { readComponents, readRun } from "@/lib/credential-sheet/read-runs";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import { caller, camille, ines, open, startWorld, today, type World } from "@/tests/support/first-connections";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { canReadPdf, linesToCopy } from "@/tests/support/read-pdf";
import { newRun, printed, read } from "@/tests/support/sheets";

const test = anywhere.skipIf(!canReadPdf);

let ldap: TestDirectory;
let world: World;
beforeAll(async () => {
  ldap = await startTestDirectory();
});
beforeEach(async () => {
  world = await startWorld(ldap);
  await world.enrol(...demoStudents.map(({ identifier }) => identifier));
  return () => world.close();
});
afterAll(() => ldap.close());

const opens = async (sheet: { identifier: string; provisionalPassword: string }) => {
  const outcome = await openActivation(world.services, sheet, caller);
  return outcome.ok || outcome.reason;
};

async function forgetSheet(identifier: string): Promise<void> {
  const { id } = await world.student(identifier);
  await world.db.delete(provisionalCredentials).where(eq(provisionalCredentials.studentId, id));
}

const linesAbout = async (kind: string) =>
  (await world.journal())
    .filter((line) => line.kind === kind)
    .map(({ outcome, reason, subject, actor }) => ({ outcome, reason, subject, actor }));

test("a sheet opens the first connection of its student, and what was printed before no longer does", async () => {
  const { sheets, outcome } = await printed(world.services, { identifiers: [camille.identifier] });
  expect(outcome).toMatchObject({ replaced: 1, refused: [] });
  expect(sheets).toHaveLength(1);
  expect(sheets[0]?.identifier).toBe(camille.identifier);
  expect(await opens(camille)).toBe("wrong-password");
  expect(await opens(sheets[0] as typeof camille)).toBe(true);
});

test("a reprint ends the first connection that the former sheet had opened", async () => {
  const token = await open(world, camille);
  await printed(world.services, { identifiers: [camille.identifier] });
  expect(await currentActivation(world.services, token)).toBeNull();
  const [activation] = await world.db.select().from(activations);
  expect(activation?.endedAt).toEqual(today);
});

test("the secret is kept as a hash, and is in no line of the journal", async () => {
  const { sheets } = await printed(world.services, { identifiers: [ines.identifier] });
  const secret = sheets[0]?.provisionalPassword ?? "";
  const everything = JSON.stringify([
    await world.journal(),
    await world.credentials(),
    await world.db.select().from(sheetRuns),
  ]);
  for (const form of [secret, secret.replaceAll("-", "")]) expect(everything).not.toContain(form);
});

test("each sheet is a line of the journal, and so are the run's beginning and its end", async () => {
  await forgetSheet(ines.identifier);
  await printed(world.services, { identifiers: [camille.identifier, ines.identifier] });
  const done = { outcome: "succeeded", reason: null, actor: "morel-c" };
  expect(await linesAbout("sheet.issue")).toEqual([{ ...done, subject: ines.identifier }]);
  expect(await linesAbout("sheet.reprint")).toEqual([{ ...done, subject: camille.identifier }]);
  expect(await linesAbout("sheet.run")).toEqual([{ ...done, subject: null }]);
  expect(await linesAbout("sheet.run.end")).toEqual([{ ...done, subject: null }]);
});

test("who is active, withdrawn or unknown gets none, and each is told why", async () => {
  await world.db.update(students).set({ withdrawnAt: today }).where(eq(students.identifier, ines.identifier));
  const identifiers = ["hugo.bernard@etu.univ.example", ines.identifier, "nobody@etu.univ.example"];
  const refused = [
    { identifier: identifiers[0], reason: "already-active" },
    { identifier: identifiers[1], reason: "withdrawn" },
    { identifier: identifiers[2], reason: "unknown" },
  ];
  expect(await issueSheets(world.services, newRun({ identifiers }))).toEqual({ ok: false, reason: "nobody", refused });
  expect(await world.db.select().from(sheetRuns)).toEqual([]);
  const { outcome, sheets } = await printed(world.services, { identifiers: [...identifiers, camille.identifier] });
  expect(outcome.refused).toEqual(refused);
  expect(sheets.map(({ identifier }) => identifier)).toEqual([camille.identifier]);
});

test("a component is printed whole, or only those of it who have no sheet yet", async () => {
  const all = await printed(world.services, { component: "ECO" });
  expect(all.sheets.map(({ identifier }) => identifier)).toContain(camille.identifier);
  expect(all.outcome.replaced).toBe(all.sheets.length);
  expect(await issueSheets(world.services, newRun({ component: "ECO", notPrinted: true }))).toMatchObject({
    reason: "nobody",
  });
  await forgetSheet(camille.identifier);
  const { sheets, outcome } = await printed(world.services, { component: "ECO", notPrinted: true });
  expect(sheets.map(({ identifier }) => identifier)).toEqual([camille.identifier]);
  expect(outcome.replaced).toBe(0);
});

test("of one day of enrolment, nobody of another gets a sheet", async () => {
  await world.db.update(students).set({ enrolledOn: "2026-09-08" }).where(eq(students.identifier, camille.identifier));
  const { sheets } = await printed(world.services, { enrolledOn: "2026-09-08" });
  expect(sheets.map(({ identifier }) => identifier)).toEqual([camille.identifier]);
});

test("a sheet that was handed over counts as printed, however long ago", async () => {
  await printed(world.services, { component: "ECO" });
  world.pass(60 * 24);
  const again = newRun({ component: "ECO", notPrinted: true });
  expect(await issueSheets(world.services, again)).toMatchObject({ ok: false, reason: "nobody" });
});

test("the form sent twice is one run", async () => {
  const run = newRun({ identifiers: [camille.identifier] });
  const first = await issueSheets(world.services, run);
  expect(await issueSheets(world.services, run)).toEqual({ ok: false, reason: "asked-before" });
  expect(first.ok && (await read(first.pdf)).pages).toHaveLength(1);
});

test("two people who print the same students at once: each student has one live sheet, and every sheet printed opens", async () => {
  const wanted = { identifiers: [camille.identifier, ines.identifier] };
  for (const { identifier } of [camille, ines]) await forgetSheet(identifier);
  const both = await Promise.all([
    issueSheets(world.services, newRun(wanted)),
    issueSheets(world.services, newRun(wanted)),
  ]);
  const pdfs = await Promise.all(both.map((each) => (each.ok ? collect(each.pdf) : [])));
  expect(pdfs.flat()).toHaveLength(2);
  for (const sheet of pdfs.flat()) expect(await opens(sheet)).toBe(true);
  const refused = (await linesAbout("sheet.issue")).filter(({ outcome }) => outcome === "refused");
  expect(refused.map(({ reason }) => reason)).toEqual(["printed-meanwhile", "printed-meanwhile"]);
});

test("a PDF that nobody took to its end is a run to do again, and its sheets do not count as printed", async () => {
  await forgetSheet(camille.identifier);
  const run = newRun({ identifiers: [camille.identifier] });
  const outcome = await issueSheets(world.services, run);
  if (!outcome.ok) throw new Error(outcome.reason);
  await outcome.pdf.next();
  await outcome.pdf.return();
  expect(await linesAbout("sheet.run.end")).toMatchObject([{ outcome: "failed", reason: "not-delivered" }]);
  expect(await readRun(world.services, "student", run.id)).toMatchObject({ state: "cut-short", made: 1, inForce: 1 });
  const again = await printed(world.services, { run: run.id, notPrinted: true });
  expect(again.sheets.map(({ identifier }) => identifier)).toEqual([camille.identifier]);
  expect(await opens(again.sheets[0] as typeof camille)).toBe(true);
  expect(await readRun(world.services, "student", run.id)).toMatchObject({ made: 1, inForce: 0 });
  expect(await readRun(world.services, "student", again.run.id)).toMatchObject({ made: 1, inForce: 1 });
  await world.db.update(provisionalCredentials).set({ spentAt: today }).where(isNull(provisionalCredentials.revokedAt));
  expect(await readRun(world.services, "student", again.run.id)).toMatchObject({ made: 1, inForce: 0 });
});

test("nothing more is printed in a run that has ended, and what was printed before is still good", async () => {
  const run = newRun({ identifiers: [camille.identifier] });
  const outcome = await issueSheets(world.services, run);
  if (!outcome.ok) throw new Error(outcome.reason);
  await endRun(world.db, run.id, "abandoned", today);
  await expect(outcome.pdf.next()).rejects.toThrow("this run has ended");
  expect(await linesAbout("sheet.reprint")).toEqual([]);
  expect(await linesAbout("sheet.run.end")).toEqual([]);
  expect(await opens(camille)).toBe(true);
});

test("a run that a crash cut short is seen two minutes later, and its sheets are printed with those that were not", async () => {
  await forgetSheet(camille.identifier);
  const outcome = await issueSheets(world.services, newRun({ identifiers: [camille.identifier] }));
  if (!outcome.ok) throw new Error(outcome.reason);
  await outcome.pdf.next();
  expect(await issueSheets(world.services, newRun({ notPrinted: true }))).toMatchObject({ reason: "nobody" });
  world.pass(2);
  const { sheets } = await printed(world.services, { notPrinted: true });
  expect(sheets.map(({ identifier }) => identifier)).toEqual([camille.identifier]);
});

test("a run is under way for as long as its batches come, however long ago it was asked for", async () => {
  const run = newRun({ identifiers: [camille.identifier] });
  const outcome = await issueSheets(world.services, run);
  if (!outcome.ok) throw new Error(outcome.reason);
  world.pass(1);
  await outcome.pdf.next();
  world.pass(1);
  expect(await readRun(world.services, "student", run.id)).toMatchObject({ state: "under-way" });
  expect(await issueSheets(world.services, newRun({ run: run.id, notPrinted: true }))).toMatchObject({
    reason: "nobody",
  });
  await outcome.pdf.return();
});

test("of more students than one batch takes each has one sheet", async () => {
  const many = 35;
  await world.db.execute(sql`
    insert into students (identifier, mail, given_name, family_name, birth_date, component_code, component_name, enrolled_on)
    select 'n' || number || '@etu.univ.example', 'x', 'N', 'Neuf', '2000-01-01', 'NEUF', 'Neuf', '2026-09-01'
    from generate_series(1, ${many}) number`);
  const { sheets } = await printed(world.services, { component: "NEUF" });
  expect(new Set(sheets.map(({ identifier }) => identifier)).size).toBe(many);
});

test("an office sees how many of each component have an account to open, and how many of them have no sheet", async () => {
  const eco = async () => (await readComponents(world.services, "student")).find(({ code }) => code === "ECO");
  const before = await eco();
  if (before?.toActivate !== 1) throw new Error("Camille alone has an account to open there");
  await forgetSheet(camille.identifier);
  expect(await eco()).toMatchObject({ toActivate: before.toActivate, notPrinted: before.notPrinted + 1 });
  const outcome = await issueSheets(world.services, newRun({ identifiers: [camille.identifier] }));
  if (!outcome.ok) throw new Error(outcome.reason);
  await outcome.pdf.next();
  world.pass(1);
  expect(await eco()).toMatchObject({ notPrinted: before.notPrinted });
  // Nobody has taken its PDF.
  await outcome.pdf.return();
  expect(await eco()).toMatchObject({ notPrinted: before.notPrinted + 1 });
  for (const change of [{ withdrawnAt: today }, { withdrawnAt: null, activatedAt: today }]) {
    await world.db.update(students).set(change).where(eq(students.identifier, camille.identifier));
    expect(await eco()).toBeUndefined();
  }
});

test.each([
  ["activates", "already-active", { activatedAt: today }],
  ["withdraws", "withdrawn", { withdrawnAt: today }],
])("whoever %s while the sheets are being made has no page", async (_, reason, change) => {
  const outcome = await issueSheets(world.services, newRun({ identifiers: [camille.identifier, ines.identifier] }));
  if (!outcome.ok) throw new Error(outcome.reason);
  const { id } = await world.student(camille.identifier);
  let printing: ReturnType<typeof collect> | undefined;
  await world.db.transaction(async (tx) => {
    await tx.update(students).set(change).where(eq(students.id, id));
    printing = collect(outcome.pdf);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
  });
  expect((await printing)?.map(({ identifier }) => identifier)).toEqual([ines.identifier]);
  expect(await linesAbout("sheet.reprint")).toContainEqual({
    outcome: "refused",
    reason,
    subject: camille.identifier,
    actor: "morel-c",
  });
});

test("whose password is on its way to the directory keeps the sheet that opened it", async () => {
  await open(world, camille);
  await world.db.update(activations).set({ claimedUntil: new Date(today.getTime() + 60_000) });
  const outcome = await issueSheets(world.services, newRun({ identifiers: [camille.identifier] }));
  if (!outcome.ok) throw new Error(outcome.reason);
  expect((await read(outcome.pdf)).pages[0]).toMatch(/^Aucune feuille/);
  expect(await linesAbout("sheet.reprint")).toMatchObject([{ outcome: "refused", reason: "in-use" }]);
  expect((await world.db.select().from(activations))[0]?.endedAt).toBeNull();
  expect((await world.credentials()).filter(({ revokedAt }) => revokedAt)).toEqual([]);
});

async function collect(pdf: AsyncIterable<Uint8Array>) {
  const { pages, ...rest } = await read(pdf);
  return linesToCopy({ ...rest, pages: pages.filter((page) => !page.startsWith("Aucune feuille")) });
}
