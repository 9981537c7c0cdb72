import { afterAll, beforeAll, expect, test } from "vitest";
import { currentActivation } from "@/lib/activation/current-activation";
import { openActivation } from "@/lib/activation/open-activation";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import {
  activationOf,
  asked,
  caller,
  camille,
  lastConfirmation,
  newPassword,
  startWorld,
  today,
  untilPassword,
  type World,
} from "@/tests/support/first-connections";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("from the sheet to an open account: the password binds, the sheet is spent, the student is told, the journal says all of it", async () => {
  world.setNow(today);
  await world.enrol(camille.identifier);
  const token = await untilPassword(world, camille);
  expect(await setFirstPassword(world.services, await activationOf(world, token), newPassword, asked)).toEqual({
    ok: true,
  });

  expect(await world.ldap.canBind("camille.martin", newPassword.newPassword)).toBe(true);
  expect(await world.ldap.canBind("camille.martin", camille.provisionalPassword)).toBe(false);
  expect(await world.entry("camille.martin", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  expect(await world.entry("camille.martin", "supannMailPrive")).toEqual([]);
  expect((await world.student(camille.identifier)).activatedAt).toEqual(today);
  expect((await world.credentials()).map(({ spentAt }) => spentAt)).toEqual([today]);

  expect((await world.mailsTo(camille.identifier)).map(({ kind }) => kind)).toEqual(["account-activated"]);
  const [confirmation, ...others] = await world.mailsTo("cam@laposte.example");
  expect(others).toEqual([]);
  expect(`${confirmation?.subject} ${confirmation?.text} ${confirmation?.html}`).not.toMatch(/camille|martin/i);

  const journal = await world.journal();
  expect(journal.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
    "activation.identity succeeded",
    "activation.recovery-email succeeded",
    "activation.charter succeeded",
    "activation.password begun",
    "activation.password succeeded",
  ]);
  expect(new Set(journal.map(({ subject }) => subject))).toEqual(new Set([camille.identifier]));
  expect(journal[3]?.operationId).toBe(journal[4]?.operationId);
  const everything = JSON.stringify([journal, await world.credentials()]);
  for (const secret of [newPassword.newPassword, camille.provisionalPassword, "K7QXM3VP9RTD", token]) {
    expect(everything).not.toContain(secret);
  }

  expect(await openActivation(world.services, camille, caller)).toEqual({ ok: false, reason: "already-active" });

  const { code } = await lastConfirmation(world, "cam@laposte.example");
  const asker = activatingStudent(await activationOf(world, token), asked);
  expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
  expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}cam@laposte.example"]);
  expect((await world.mailsTo(camille.identifier)).map(({ kind }) => kind).sort()).toEqual([
    "account-activated",
    "recovery-confirmed",
  ]);

  world.pass(9);
  expect((await activationOf(world, token)).step).toBe("done");
  world.pass(1);
  expect(await currentActivation(world.services, token)).toBeNull();
});
