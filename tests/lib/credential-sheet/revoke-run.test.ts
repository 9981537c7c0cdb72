import { and, eq } from "drizzle-orm";
import { afterAll, test as anywhere, beforeAll, beforeEach, expect } from "vitest";
import { activations, provisionalCredentials, sheetRuns } from "@/db/schema";
import { currentActivation } from "@/lib/activation/current-activation";
import { openActivation } from "@/lib/activation/open-activation";
import { claim } from "@/lib/activation/queries";
import { chooseStudents } from "@/lib/credential-sheet/choose-students";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import { readOpened, readRun } from "@/lib/credential-sheet/read-runs";
import { type RevokeRun, revokeRun } from "@/lib/credential-sheet/revoke-run";
import type { Visitor } from "@/lib/session/visitor";
import { lockStudent } from "@/lib/student-lock/queries";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import {
  activationOf,
  caller,
  camille,
  ines,
  open,
  printSheet,
  revokeSheets,
  startWorld,
  today,
  untilPassword,
  type World,
} from "@/tests/support/first-connections";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { canReadPdf } from "@/tests/support/read-pdf";
import { newRun, printed } from "@/tests/support/sheets";

const test = anywhere.skipIf(!canReadPdf);
type Sheet = typeof camille;

let ldap: TestDirectory;
let world: World;
beforeAll(async () => {
  ldap = await startTestDirectory();
});
beforeEach(async () => {
  world = await startWorld(ldap);
  await world.enrol(camille.identifier, ines.identifier);
  return () => world.close();
});
afterAll(() => ldap.close());

const visitor = { uid: "morel-c", roles: ["registrar"] } as unknown as Visitor;
const revoke = (run: string, others: Partial<RevokeRun> = {}) =>
  revokeRun(world.services, { run, population: "student", visitor, caller, ...others });
const bothPrinted = async () => {
  const { run, sheets } = await printed(world.services, { identifiers: [camille.identifier, ines.identifier] });
  const of = ({ identifier }: Sheet) => sheets.find((sheet) => sheet.identifier === identifier) as Sheet;
  return { run: run.id, camilles: of(camille), inesis: of(ines) };
};
const opens = async (sheet: Sheet) => {
  const outcome = await openActivation(world.services, sheet, caller);
  return outcome.ok || outcome.reason;
};
const revocations = async () =>
  (await world.journal())
    .filter(({ kind }) => kind === "sheet.revoke")
    .map(({ outcome, actor, subject, details }) => ({ outcome, actor, subject, details }));

test("no sheet of a revoked printing opens anything, what one had opened ends, and each is on record", async () => {
  const { run, camilles, inesis } = await bothPrinted();
  const token = await open(world, camilles);
  expect(await revoke(run)).toEqual({ ok: true, revoked: 2, inUse: 0 });
  expect(await currentActivation(world.services, token)).toBeNull();
  expect(await world.db.select().from(activations)).toMatchObject([{ endedAt: today }]);
  expect([await opens(camilles), await opens(inesis)]).toEqual(["no-sheet-in-force", "no-sheet-in-force"]);
  const line = { outcome: "succeeded", actor: "morel-c", details: { run } };
  const lines = await revocations();
  expect(lines).toHaveLength(2);
  for (const { identifier: subject } of [camille, ines]) expect(lines).toContainEqual({ ...line, subject });
  expect(await readRun(world.services, "student", run)).toMatchObject({ inForce: 0, spent: 0 });
});

test("the people whose sheets were revoked are among those who have none", async () => {
  const { run } = await bothPrinted();
  const missing = () => chooseStudents(world.services, { population: "student", notPrinted: true });
  expect((await missing()).students).toEqual([]);
  await revoke(run);
  expect((await missing()).students.map(({ identifier }) => identifier).sort()).toEqual([
    camille.identifier,
    ines.identifier,
  ]);
});

test("a sheet printed since then stays in force, and so does the first connection that it opened", async () => {
  const { run } = await bothPrinted();
  const { sheets } = await printed(world.services, { identifiers: [camille.identifier] });
  const token = await open(world, sheets[0] as Sheet);
  expect(await revoke(run)).toEqual({ ok: true, revoked: 1, inUse: 0 });
  expect(await currentActivation(world.services, token)).not.toBeNull();
  expect((await revocations()).map(({ subject }) => subject)).toEqual([ines.identifier]);
});

test("so does one that is printed while the revocation waits for its student", async () => {
  const { run } = await bothPrinted();
  const { id } = await world.student(camille.identifier);
  const fresh = { ...camille, provisionalPassword: "QQQQ-RRRR-SSSS" };
  let revoking: ReturnType<typeof revoke> | undefined;
  await world.db.transaction(async (tx) => {
    await lockStudent(tx, id);
    revoking = revoke(run);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await revokeSheets(tx, id, today);
    await printSheet(tx, id, fresh.provisionalPassword, 1, today);
  });
  expect(await revoking).toEqual({ ok: true, revoked: 1, inUse: 0 });
  expect((await revocations()).map(({ subject }) => subject)).toEqual([ines.identifier]);
  expect(await opens(fresh)).toBe(true);
});

test("a sheet whose password is on its way to the directory is left, and told", async () => {
  const { run, camilles, inesis } = await bothPrinted();
  const token = await untilPassword(world, camilles);
  const { id } = await activationOf(world, token);
  await claim(world.db, { activationId: id, isConfirmationDue: false }, today, new Date(today.getTime() + 20_000));
  expect(await revoke(run)).toEqual({ ok: true, revoked: 1, inUse: 1 });
  expect(await currentActivation(world.services, token)).not.toBeNull();
  expect(await opens(inesis)).toBe("no-sheet-in-force");
  world.pass(1);
  expect(await revoke(run)).toEqual({ ok: true, revoked: 1, inUse: 0 });
  expect(await currentActivation(world.services, token)).toBeNull();
});

test("a sheet that opened its account is not revoked: the account that it opened is shown", async () => {
  const { run } = await bothPrinted();
  const { id } = await world.student(camille.identifier);
  await world.db
    .update(provisionalCredentials)
    .set({ spentAt: today })
    .where(and(eq(provisionalCredentials.studentId, id), eq(provisionalCredentials.runId, run)));
  const past = await readRun(world.services, "student", run);
  if (!past) throw new Error("the printing is not there");
  expect(past).toMatchObject({ inForce: 1, spent: 1 });
  expect(await readOpened(world.services, past, 20)).toMatchObject([{ identifier: camille.identifier, at: today }]);
  expect(await revoke(run)).toEqual({ ok: true, revoked: 1, inUse: 0 });
  expect((await revocations()).map(({ subject }) => subject)).toEqual([ines.identifier]);
});

test("asked twice at once, each sheet is revoked and written down once", async () => {
  const { run } = await bothPrinted();
  const outcomes = await Promise.all([revoke(run), revoke(run)]);
  expect(outcomes.reduce((sum, outcome) => sum + (outcome.ok ? outcome.revoked : 0), 0)).toBe(2);
  expect(await revocations()).toHaveLength(2);
  expect(await revoke(run)).toEqual({ ok: false, reason: "no-sheet-in-force" });
});

test("a printing that goes on is not revoked, nor one of the other office, nor one that nobody made", async () => {
  const underWay = newRun({ identifiers: [camille.identifier, ines.identifier] });
  const outcome = await issueSheets(world.services, underWay);
  if (!outcome.ok) throw new Error(outcome.reason);
  await outcome.pdf.next();
  expect(await revoke(underWay.id)).toEqual({ ok: false, reason: "under-way" });
  await outcome.pdf.return();
  expect(await revoke(underWay.id, { population: "staff" })).toEqual({ ok: false, reason: "unknown-run" });
  expect(await revoke("b6b1f9be-5b0c-4a3c-9c3a-0f0f0f0f0f0f")).toEqual({ ok: false, reason: "unknown-run" });
  expect(await revocations()).toEqual([]);
  expect(await world.db.select().from(sheetRuns)).toHaveLength(1);
});
