import { beforeAll, beforeEach, expect, test } from "vitest";
import { charterAcceptances } from "@/db/schema";
import { acceptCharter } from "@/lib/activation/accept-charter";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import {
  activationOf,
  asked,
  caller,
  camille,
  open,
  startWorld,
  today,
  type World,
} from "@/tests/support/first-connections";

let ldap: TestDirectory;
beforeAll(async () => {
  ldap = await startTestDirectory();
  return () => ldap.close();
});

let world: World;
let token: string;
beforeEach(async () => {
  world = await startWorld(ldap);
  await world.enrol(camille.identifier);
  token = await open(world, camille);
  return () => world.close();
});

async function accept(version: number) {
  return acceptCharter(world.services, await activationOf(world, token), { version, locale: "en" }, caller);
}

const giveEmail = async () =>
  giveRecoveryEmail(world.services, await activationOf(world, token), "cam@laposte.example", asked);

test("nobody accepts a charter before giving a recovery address", async () => {
  expect(await accept(1)).toEqual({ ok: false, reason: "step", step: "recovery-email" });
});

test("what is kept is the version, the language that was read, the hash of its text, the time and the address", async () => {
  await giveEmail();
  expect(await accept(1)).toEqual({ ok: true, step: "password" });
  expect(await world.db.select().from(charterAcceptances)).toEqual([
    expect.objectContaining({
      version: 1,
      locale: "en",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      acceptedAt: today,
      address: caller.address,
    }),
  ]);
});

test("a version replaced while it was being read is refused, and the new one is accepted", async () => {
  await giveEmail();
  world.pass(5);
  await world.publishCharter(2);
  expect(await accept(1)).toEqual({ ok: false, reason: "charter-replaced" });
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "activation.charter",
    outcome: "refused",
    reason: "charter-replaced",
  });
  expect(await accept(2)).toEqual({ ok: true, step: "password" });
});

test("a double click accepts once, and tells the second that the next step is due", async () => {
  await giveEmail();
  const outcomes = await Promise.all([accept(1), accept(1)]);
  expect(outcomes).toContainEqual({ ok: true, step: "password" });
  expect(outcomes).toContainEqual({ ok: false, reason: "step", step: "password" });
  expect(await world.db.select().from(charterAcceptances)).toHaveLength(1);
  const lines = (await world.journal()).filter(({ kind }) => kind === "activation.charter");
  expect(lines.map(({ reason }) => reason)).toEqual([null, "step-done"]);
});

test("a page left open in the earlier browser accepts nothing", async () => {
  await giveEmail();
  const stale = await activationOf(world, token);
  await open(world, camille);
  expect(await acceptCharter(world.services, stale, { version: 1, locale: "fr" }, caller)).toEqual({
    ok: false,
    reason: "step",
    step: "identity",
  });
  expect(await world.db.select().from(charterAcceptances)).toEqual([]);
});
