import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptCharter } from "@/lib/activation/accept-charter";
import { currentActivation, wake } from "@/lib/activation/current-activation";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { confirmByLink } from "@/lib/recovery-email/confirm-by-link";
import {
  activationOf,
  asked,
  caller,
  camille,
  ines,
  lastConfirmation,
  newPassword,
  open,
  startWorld,
  today,
  type World,
} from "@/tests/support/first-connections";

/** Of each test: a mailbox that nobody wrote to. */
let home = "";
let mailboxes = 0;
const version = { version: 1, locale: "fr" } as const;

let world: World;
beforeAll(async () => {
  const started = await startWorld();
  const institution = { ...started.services.institution, recoveryConfirmation: "required" as const };
  world = { ...started, services: { ...started.services, institution } };
  await world.enrol(camille.identifier, ines.identifier);
});
afterAll(() => world.close());
beforeEach(() => {
  world.setNow(today);
  home = `cam.${++mailboxes}@laposte.example`;
});

const stepOf = async (token: string) => (await currentActivation(world.services, token))?.step ?? "identity";
const give = async (token: string, email = home) =>
  giveRecoveryEmail(world.services, await activationOf(world, token), email, asked);

/** What the pages and the API do with the six digits. */
async function typeCode(token: string, email = home) {
  const activation = await activationOf(world, token);
  const { code } = await lastConfirmation(world, email);
  const outcome = await confirmByCode(world.services, activatingStudent(activation, asked), code);
  if (outcome.ok) await wake(world.services, activation);
  return outcome;
}

async function waiting(email = home, sheet = camille): Promise<string> {
  const token = await open(world, sheet);
  expect(await give(token, email)).toEqual({ ok: true, step: "recovery-email", sendableAt: null });
  return token;
}

test("the wizard waits for the address: neither the charter nor a password, whatever is sent", async () => {
  const token = await waiting();
  const activation = await activationOf(world, token);
  expect(await acceptCharter(world.services, activation, version, caller)).toMatchObject({ step: "recovery-email" });
  expect(await setFirstPassword(world.services, activation, newPassword, asked)).toMatchObject({
    step: "recovery-email",
  });
  expect(await typeCode(token)).toEqual({ ok: true });
  expect(await stepOf(token)).toBe("charter");
});

test("the mailed link confirms within that first connection, and in no other", async () => {
  const token = await waiting();
  const link = (await lastConfirmation(world, home)).token;
  const stranger = activatingStudent(await activationOf(world, await open(world, ines)), asked);
  expect(await confirmByLink(world.services, stranger, link)).toEqual({ ok: false, reason: "another-student" });
  expect(await stepOf(token)).toBe("recovery-email");
  const asker = activatingStudent(await activationOf(world, token), asked);
  expect(await confirmByLink(world.services, asker, link)).toEqual({ ok: true });
  expect(await stepOf(token)).toBe("charter");
});

test("it waits until 23:59 that day, however long nobody is there; then the sheet is asked for again, and it is still good", async () => {
  const token = await waiting();
  world.setNow(new Date("2026-11-12T22:59:58Z"));
  expect(await currentActivation(world.services, token)).toMatchObject({ step: "recovery-email", isAsleep: true });
  world.setNow(new Date("2026-11-12T22:59:59Z"));
  expect(await currentActivation(world.services, token)).toBeNull();
  const again = await waiting("camille@autre.example");
  expect(await typeCode(again, "camille@autre.example")).toEqual({ ok: true });
  expect(await stepOf(again)).toBe("charter");
  expect(await stepOf(token)).toBe("identity");
});

test("someone who is there at the end is sent to the sheet too", async () => {
  world.setNow(new Date("2026-11-12T21:00:00Z"));
  const token = await waiting();
  for (let minute = 0; minute < 6; minute++) {
    world.pass(20);
    if (minute < 5) expect(await stepOf(token)).toBe("recovery-email");
  }
  expect(await stepOf(token)).toBe("identity");
});

test("after thirty minutes only the message goes on: whoever sits down there corrects nothing, and looking does not wake it", async () => {
  const token = await waiting();
  world.pass(31);
  expect(await give(token, "voleur@mail.example")).toEqual({ ok: false, reason: "step", step: "identity" });
  expect((await world.journal()).at(-1)).toMatchObject({ outcome: "refused", reason: "asleep" });
  expect(await activationOf(world, token)).toMatchObject({ isAsleep: true });
  expect(await typeCode(token)).toEqual({ ok: true });
  expect(await activationOf(world, token)).toMatchObject({ step: "charter", isAsleep: false });
  world.pass(31);
  expect(await stepOf(token)).toBe("identity");
});

test("an address that was never sent to waits no longer than anything else", async () => {
  const token = await open(world, camille);
  world.pass(31);
  expect(await stepOf(token)).toBe("identity");
});

test("corrected once confirmed, it waits again; a password sent from a window that did not see it opens nothing", async () => {
  const token = await waiting(home, ines);
  await typeCode(token);
  await acceptCharter(world.services, await activationOf(world, token), version, caller);
  const stale = await activationOf(world, token);
  expect(stale.step).toBe("password");
  world.pass(1);
  expect(await give(token, "ines@nouvelle.example")).toEqual({ ok: true, step: "recovery-email", sendableAt: null });
  expect(await setFirstPassword(world.services, stale, newPassword, asked)).toEqual({
    ok: false,
    reason: "step",
    step: "recovery-email",
  });
  expect(await typeCode(token, "ines@nouvelle.example")).toEqual({ ok: true });
  expect(await setFirstPassword(world.services, await activationOf(world, token), newPassword, asked)).toEqual({
    ok: true,
  });
  expect(await world.entry("ines.benali", "supannMailPrive")).toEqual(["{SECOURS}ines@nouvelle.example"]);
});
