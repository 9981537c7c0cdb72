import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { activations, throttle } from "@/db/schema";
import { freePort } from "@/embedded/free-port";
import { openActivation } from "@/lib/activation/open-activation";
import { connectDirectory } from "@/lib/directory/connect";
import { withinOneRequest } from "@/lib/directory/request-deadline";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { confirmStaffPassword } from "@/lib/session/confirm-staff-password";
import { signIn } from "@/lib/session/sign-in";
import { delayAfter } from "@/lib/throttle/rules";
import { caller, camille, startWorld, type World } from "@/tests/support/first-connections";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";

/** What a page promises, however slowed the identifier. Milliseconds. */
const patience = 6_000;

let world: World;
let wire: TcpProxy;
let silent: Services;
beforeAll(async () => {
  world = await startWorld();
  await world.enrol(camille.identifier);
  wire = await startTcpProxy(Number(new URL(String(world.ldap.settings.urls[0])).port), await freePort());
  const directory = connectDirectory(
    { ...world.ldap.settings, urls: [`ldap://127.0.0.1:${wire.port}`] },
    world.services.institution,
  );
  silent = { ...world.services, directory };
});
afterAll(async () => {
  await silent.directory.close();
  await wire.close();
  await world.close();
});

/** As after many failures, from many addresses: whoever tries next is slowed as much as anybody can be. */
async function slowEveryIdentifier(): Promise<void> {
  const rows = await world.db
    .update(throttle)
    .set({ points: 100 })
    .where(like(throttle.key, "identifier:%"))
    .returning();
  expect(rows).not.toHaveLength(0);
}

async function timeToGiveUp(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await expect(withinOneRequest(act)).rejects.toThrow(DirectoryUnavailable);
  return performance.now() - start;
}

const garcia = { username: "garcia-l", password: "Lanterne-29-Falaise" };

test("a slowed identifier and a silent directory are answered in six seconds, at sign-in and when the screen is taken back", async () => {
  const signedIn = await signIn(world.services, { ...garcia, caller, former: null });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  const { visitor } = signedIn;
  const confirm = (services: Services) =>
    confirmStaffPassword(services, { visitor, password: garcia.password, caller });
  await confirm(world.services);
  await slowEveryIdentifier();
  wire.freeze();
  const times = await Promise.all([
    timeToGiveUp(() => signIn(silent, { ...garcia, caller, former: null })),
    timeToGiveUp(() => confirm(silent)),
  ]);
  wire.thaw();
  expect(Math.max(...times)).toBeLessThan(patience);
  expect(Math.min(...times)).toBeGreaterThan(delayAfter(100));
});

test("a slowed identifier whose account another window is opening is answered in six seconds", async () => {
  expect(await openActivation(world.services, camille, caller)).toMatchObject({ ok: true });
  const { id } = await world.student(camille.identifier);
  const inAMinute = new Date(world.services.clock.now().getTime() + 60_000);
  await world.db.update(activations).set({ claimedUntil: inAMinute }).where(eq(activations.studentId, id));
  await slowEveryIdentifier();
  const time = await timeToGiveUp(() => openActivation(world.services, camille, caller));
  expect(time).toBeLessThan(patience);
  expect(time).toBeGreaterThan(delayAfter(100));
});
