import { eq } from "drizzle-orm";
import { afterAll, test as anywhere, beforeAll, beforeEach, expect } from "vitest";
import { provisionalCredentials, sheetRuns } from "@/db/schema";
import { openActivation } from "@/lib/activation/open-activation";
import { chooseStudents } from "@/lib/credential-sheet/choose-students";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import { readComponents, readRun, readRuns } from "@/lib/credential-sheet/read-runs";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import { caller, camille, maxime, startWorld, type World } from "@/tests/support/first-connections";
import { canReadPdf } from "@/tests/support/read-pdf";
import { newRun, printed } from "@/tests/support/sheets";

const test = anywhere.skipIf(!canReadPdf);

let ldap: TestDirectory;
let world: World;
beforeAll(async () => {
  ldap = await startTestDirectory();
});
beforeEach(async () => {
  world = await startWorld(ldap);
  await world.enrol(camille.identifier, maxime.identifier);
  return () => world.close();
});
afterAll(() => ldap.close());

const offices = [
  { population: "student", own: camille, other: maxime, component: "ECO" },
  { population: "staff", own: maxime, other: camille, component: "BU" },
] as const;

anywhere.each(offices)(
  "of what is chosen, an office prints for its own alone: $population",
  async ({ population, own, other, component }) => {
    await world.db.delete(provisionalCredentials);
    const chosen = await chooseStudents(world.services, { population, notPrinted: true });
    expect(chosen.students).toMatchObject([{ identifier: own.identifier }]);
    const named = newRun({ population, identifiers: [other.identifier] });
    expect(await issueSheets(world.services, named)).toEqual({
      ok: false,
      reason: "nobody",
      refused: [{ identifier: other.identifier, reason: "unknown" }],
    });
    expect(await readComponents(world.services, population)).toMatchObject([{ code: component, toActivate: 1 }]);
  },
);

test("a sheet of staff is good for as long as their own rule says, opens their first connection, and is HR's to see", async () => {
  const { institution } = world.services;
  const staff = { ...institution.populations.staff, sheetValidityDays: 10 } as typeof institution.populations.staff;
  const services = { ...world.services, institution: { ...institution, populations: { staff } } };
  const { run, sheets } = await printed(services, { population: "staff", identifiers: [maxime.identifier] });
  const { id } = await world.student(maxime.identifier);
  const [, sheet] = await world.db
    .select()
    .from(provisionalCredentials)
    .where(eq(provisionalCredentials.studentId, id))
    .orderBy(provisionalCredentials.issuedAt);
  expect(sheet?.expiresAt).toEqual(new Date("2026-11-22T23:00:00Z"));
  expect(await openActivation(services, sheets[0] as typeof maxime, caller)).toMatchObject({ ok: true });

  expect(await readRun(services, "staff", run.id)).toMatchObject({ selection: { population: "staff" } });
  expect(await readRun(services, "student", run.id)).toBeNull();
  expect(await readRuns(services, "staff", 8)).toHaveLength(1);
  expect(await readRuns(services, "student", 8)).toEqual([]);
  const again = newRun({ population: "student", run: run.id });
  expect(await issueSheets(services, again)).toMatchObject({ ok: false, reason: "nobody" });
});

test("a run from before staff had sheets is the registrar's", async () => {
  const { run } = await printed(world.services, { identifiers: [camille.identifier] });
  await world.db.update(sheetRuns).set({ selection: { identifiers: [camille.identifier] } });
  expect(await readRun(world.services, "student", run.id)).toMatchObject({ selection: { population: "student" } });
  expect(await readRuns(world.services, "staff", 8)).toEqual([]);
});
