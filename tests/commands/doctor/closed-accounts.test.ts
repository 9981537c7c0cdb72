import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkClosedAccounts } from "@/commands/doctor/database/closed-accounts";
import { examineDatabase } from "@/commands/doctor/database/database";
import { withOneConnection } from "@/db/one-connection";
import { accountClosings } from "@/db/schema";
import { type Closings, hugo, lea, startClosings } from "@/tests/support/closed-accounts";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
});
afterEach(() => world.close());

const found = (closedAccountDays?: number) => {
  const { institution, clock, env } = world.services;
  const retention = { ...institution.retention, closedAccountDays };
  return withOneConnection(env.databaseUrl, 5_000, (client) =>
    checkClosedAccounts(client, { ...institution, retention }, clock.now()),
  );
};

test("as many as are held closed, and of these who is erased within thirty days; nothing where nothing is erased", async () => {
  for (const identifier of [hugo, lea]) await world.withdraw(identifier);
  await world.deactivate("hugo.bernard");
  await world.turn();
  expect(await found(365)).toMatchObject([{ level: "ok", values: { held: 1, soon: 0, days: 365 } }]);
  expect(await found(30)).toMatchObject([{ values: { held: 1, soon: 1 } }]);
  expect(await found()).toEqual([]);
  await world.db
    .update(accountClosings)
    .set({ lookedAt: new Date(0) })
    .where(eq(accountClosings.nextLookAt, accountClosings.nextLookAt));
  expect(await found(365)).toMatchObject([{ values: { held: 0 } }]);
});

test("the examination of a database tells it, outside the demonstration", async () => {
  const { institution, env } = world.services;
  const examined = async (isDemo: boolean) =>
    (await examineDatabase({ ...env, isDemo }, institution)).map(({ says }) => says);
  expect(institution.retention.closedAccountDays).toBe(30);
  expect(await examined(false)).toContain("database.closedAccounts");
  expect(await examined(true)).not.toContain("database.closedAccounts");
});
