import { afterEach, beforeEach, expect, test } from "vitest";
import { DirectoryUnavailable } from "@/lib/errors";
import { readStudentFile } from "@/lib/student-file/read-file";
import { aDay, type Closings, hugo, startClosings } from "@/tests/support/closed-accounts";
import { desk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
  await world.withdraw(hugo);
  await world.deactivate("hugo.bernard");
  await world.turn();
});
afterEach(() => world.close());

async function closing(services = world.services) {
  const reader = { ...(await world.signedIn("morel-c")), caller: desk };
  return (await readStudentFile(services, { identifier: hugo, population: "student" }, reader))?.closing;
}

const inThirtyDays = new Date(today.getTime() + 30 * aDay);

test("the file says since when an account is closed, and when it is erased; gone from the directory, or the directory away, too", async () => {
  expect(await closing()).toEqual({ closedSince: today, erasedOn: inThirtyDays });
  const findByLogin = () => Promise.reject(new DirectoryUnavailable("away"));
  const directory = { ...world.services.directory, findByLogin };
  expect(await closing({ ...world.services, directory })).toEqual({ closedSince: today, erasedOn: inThirtyDays });
  await world.fillWithout("hugo.bernard");
  expect(await closing()).toEqual({ closedSince: today, erasedOn: inThirtyDays });
});

test("past its day, which no look has followed yet, it is erased as soon as one does", async () => {
  await world.turnsUntil(28);
  world.onDay(31);
  expect((await closing())?.erasedOn).toEqual(world.services.clock.now());
});

test("nor one at which nobody has looked for too long: its days begin anew", async () => {
  world.onDay(16);
  expect(await closing()).toBeNull();
});

test("not one that the register counts again, before anybody looked", async () => {
  await world.reinstate(hugo);
  expect(await closing()).toBeNull();
});

test("nor one that the directory has open again", async () => {
  await world.setEntry("hugo.bernard", {});
  expect(await closing()).toBeNull();
});

test("nor one that was only noted", async () => {
  await world.setEntry("hugo.bernard", {});
  world.onDay(7);
  await world.turn();
  await world.deactivate("hugo.bernard");
  expect(await closing()).toBeNull();
});

test("nor anything where the institution has nothing erased", async () => {
  const { institution } = world.services;
  const retention = { traceDays: institution.retention.traceDays };
  expect(await closing({ ...world.services, institution: { ...institution, retention } })).toBeNull();
});
