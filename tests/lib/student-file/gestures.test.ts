import { afterEach, beforeEach, expect, test } from "vitest";
import { currentActivation } from "@/lib/activation/current-activation";
import { openActivation } from "@/lib/activation/open-activation";
import { claim } from "@/lib/activation/queries";
import { connectDirectory } from "@/lib/directory/connect";
import { prolongSheet, revokeSheet } from "@/lib/student-file/change-sheet";
import { declareCardLost } from "@/lib/student-file/declare-card-lost";
import { readStudentFile } from "@/lib/student-file/read-file";
import { type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";
import { activationOf, caller, camille, open, today, untilPassword } from "@/tests/support/first-connections";
import { lockWaiters } from "@/tests/support/lock-waiters";

const hugo = "hugo.bernard@etu.univ.example";
const noe = { identifier: "noe.garnier@etu.univ.example", provisionalPassword: "P3VK-7WQX-M9HN" };
let world: Desk;
let morel: Staff;
beforeEach(async () => {
  world = await startDesk();
  morel = await world.signedIn("morel-c");
});
afterEach(() => world.close());

const by = () => ({ population: "student" as const, visitor: morel.visitor, caller: desk });
const reasonOf = async (sheet: typeof camille) => {
  const outcome = await openActivation(world.services, sheet, caller);
  return outcome.ok ? "opened" : outcome.reason;
};
async function last() {
  const line = (await world.journal()).at(-1);
  return [line?.kind, line?.outcome, line?.reason, line?.actor, line?.subject].filter(Boolean).join(" ");
}

test("a revoked sheet opens nothing any more, ends what it had opened, and is on record", async () => {
  const token = await open(world, camille);
  expect(await revokeSheet(world.services, { ...by(), identifier: camille.identifier })).toEqual({ ok: true });
  expect(await last()).toBe(`sheet.revoke succeeded morel-c ${camille.identifier}`);
  expect(await currentActivation(world.services, token)).toBeNull();
  expect(await reasonOf(camille)).toBe("no-sheet-in-force");
});

test("a sheet is revoked once: of two clicks, the second is told", async () => {
  const gesture = { ...by(), identifier: camille.identifier };
  const outcomes = await Promise.all([revokeSheet(world.services, gesture), revokeSheet(world.services, gesture)]);
  expect(outcomes).toContainEqual({ ok: true });
  expect(outcomes).toContainEqual({ ok: false, reason: "no-sheet-in-force" });
});

test("a sheet that is revoked while somebody types it: the revocation waits, and ends what it opened", async () => {
  let token = "";
  let revoking: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    const services = { ...world.services, db: tx as unknown as typeof world.db };
    token = await open({ ...world, services }, camille);
    revoking = revokeSheet(world.services, { ...by(), identifier: camille.identifier });
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
  });
  expect(await revoking).toEqual({ ok: true });
  expect(await currentActivation(world.services, token)).toBeNull();
});

test("while the password that it opened is on its way to the directory, a sheet is not revoked", async () => {
  const token = await untilPassword(world, camille);
  const { id } = await activationOf(world, token);
  await claim(world.db, { activationId: id, isConfirmationDue: false }, today, new Date(today.getTime() + 20_000));
  expect(await revokeSheet(world.services, { ...by(), identifier: camille.identifier })).toEqual({
    ok: false,
    reason: "in-use",
  });
  expect(await currentActivation(world.services, token)).not.toBeNull();
  expect(await last()).toBe(`sheet.revoke refused in-use morel-c ${camille.identifier}`);
});

test("an expired sheet that is prolonged opens the activation again, for as long as a new one", async () => {
  expect(await reasonOf(noe)).toBe("sheet-expired");
  expect(await prolongSheet(world.services, { ...by(), identifier: noe.identifier })).toEqual({ ok: true });
  expect(await last()).toBe(`sheet.prolong succeeded morel-c ${noe.identifier}`);
  const file = await readStudentFile(world.services, { ...by(), identifier: noe.identifier }, by());
  expect(file?.sheet?.expiresAt).toEqual(new Date("2027-03-12T23:00:00Z"));
  expect(await reasonOf(noe)).toBe("opened");
});

test("a student who is active has no sheet to revoke nor to prolong", async () => {
  for (const change of [revokeSheet, prolongSheet]) {
    expect(await change(world.services, { ...by(), identifier: hugo })).toEqual({
      ok: false,
      reason: "no-sheet-in-force",
    });
  }
});

test("a card that is declared lost is taken by no desk, not even for the reset that it had opened", async () => {
  const garcia = await world.signedIn("garcia-l");
  const reset = await world.opened(garcia, "E2500104");
  const lost = { ...by(), identifier: hugo, cardNumber: "E2500104" };
  expect(await declareCardLost(world.services, lost)).toEqual({ ok: true });
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "card.lost",
    subject: hugo,
    details: { card: "E2500104" },
  });
  expect(await world.open(garcia, "E2500104")).toMatchObject({ ok: false, reason: "card-not-in-force" });
  expect(await world.complete(garcia, reset)).toMatchObject({ ok: false });
  expect(await declareCardLost(world.services, lost)).toEqual({ ok: false, reason: "card-not-in-force" });
});

test("a card of somebody else is not declared lost from this file, and its number is not on record", async () => {
  const outcome = await declareCardLost(world.services, { ...by(), identifier: hugo, cardNumber: "E2600101" });
  expect(outcome).toEqual({ ok: false, reason: "card-not-in-force" });
  expect(JSON.stringify((await world.journal()).at(-1))).not.toContain("E2600101");
});

test("nobody is changed under an identifier that is not in the register", async () => {
  const nobody = { ...by(), identifier: "per.sonne@etu.univ.example" };
  const before = (await world.journal()).length;
  expect(await revokeSheet(world.services, nobody)).toEqual({ ok: false, reason: "unknown-student" });
  expect(await declareCardLost(world.services, { ...nobody, cardNumber: "E2500104" })).toMatchObject({ ok: false });
  expect(await world.journal()).toHaveLength(before);
});

test("a file says where everything stands, and reading it is on record", async () => {
  const file = await readStudentFile(world.services, { ...by(), identifier: hugo }, by());
  expect(file).toMatchObject({
    recovery: { isConfirmed: true, isWaiting: false },
    cards: [{ number: "E2500104", state: "in-force" }],
    entry: { state: "active", locked: null },
    sheet: null,
    activation: null,
  });
  expect(file?.lines[0]).toMatchObject({ kind: "student-file.read", actor: "morel-c", subject: hugo });
  expect(JSON.stringify(file)).not.toMatch(/\$2[aby]\$|hugo\.bernard@mail\.example/);
});

test("a directory that does not answer is said, and the rest of the file is there", async () => {
  const { env, institution, clock } = world.services;
  const away = connectDirectory({ ...env.ldap, urls: ["ldap://127.0.0.1:1"] }, institution, clock);
  const file = await readStudentFile({ ...world.services, directory: away }, { ...by(), identifier: hugo }, by());
  await away.close();
  expect(file).toMatchObject({ entry: { state: "away" }, student: { givenName: "Hugo" } });
});

test("so is one whose error comes from another of Next's bundles, which has its own copy of the class", async () => {
  const directory = Object.create(world.services.directory, {
    findByLogin: { value: () => Promise.reject(Object.assign(new Error("away"), { dependency: "directory" })) },
  });
  const file = await readStudentFile({ ...world.services, directory }, { ...by(), identifier: hugo }, by());
  expect(file).toMatchObject({ entry: { state: "away" }, student: { givenName: "Hugo" } });
});
