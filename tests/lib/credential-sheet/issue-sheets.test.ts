import { eq } from "drizzle-orm";
import { afterAll, test as anywhere, beforeAll, beforeEach, expect } from "vitest";
import { activations, provisionalCredentials, sheetRuns, students } from "@/db/schema";
import { demoStudents } from "@/embedded/demo-people";
import { currentActivation } from "@/lib/activation/current-activation";
import { openActivation } from "@/lib/activation/open-activation";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import { endRun } from "@/lib/credential-sheet/queries";
import { readRun } from "@/lib/credential-sheet/read-runs";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import { caller, camille, ines, open, startWorld, today, type World } from "@/tests/support/first-connections";
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
  const again = await printed(world.services, { run: run.id });
  expect(again.sheets.map(({ identifier }) => identifier)).toEqual([camille.identifier]);
  expect(await opens(again.sheets[0] as typeof camille)).toBe(true);
});

test("nothing more is printed in a run that has ended, and what was printed before is still good", async () => {
  const run = newRun({ identifiers: [camille.identifier] });
  const outcome = await issueSheets(world.services, run);
  if (!outcome.ok) throw new Error(outcome.reason);
  await endRun(world.db, run.id, "abandoned", today);
  await expect(outcome.pdf.next()).rejects.toThrow("this run has ended");
  expect(await linesAbout("sheet.reprint")).toEqual([]);
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

test("whoever activates while the sheets are being made keeps the account, and has no page", async () => {
  const outcome = await issueSheets(world.services, newRun({ identifiers: [camille.identifier, ines.identifier] }));
  if (!outcome.ok) throw new Error(outcome.reason);
  await world.db.update(students).set({ activatedAt: today }).where(eq(students.identifier, camille.identifier));
  expect((await collect(outcome.pdf)).map(({ identifier }) => identifier)).toEqual([ines.identifier]);
  expect(await linesAbout("sheet.reprint")).toContainEqual({
    outcome: "refused",
    reason: "already-active",
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
