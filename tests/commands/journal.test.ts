import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { startWorld, today, type World } from "@/tests/support/first-connections";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { settingsOf } from "@/tests/support/settings-of";
import { typeCommand } from "./run";

let world: World;
let settings: Record<string, string>;

beforeAll(async () => {
  world = await startWorld();
  settings = { ...settingsOf(world.services.env), DEMO: "0", LANG: "fr_FR.UTF-8" };
});
afterAll(() => world.close());

const verify = () => typeCommand(["journal", "verify"], settings);
const line = { kind: "activation.password", subject: "camille.martin@etu.univ.example" } as const;

test("a journal that holds is said to, with how much of it there is", async () => {
  const operationId = randomUUID();
  await record(world.db, { ...line, at: today, outcome: "begun", operationId });
  await record(world.db, { ...line, at: today, outcome: "succeeded", operationId });
  // The demonstration's clock, one day on and back.
  for (const at of [new Date(today.getTime() + 86_400_000), today]) {
    await record(world.db, { at, kind: "demo.clock", outcome: "succeeded" });
  }
  expect(await verify()).toEqual({
    status: 0,
    said: "Les 4 lignes du journal se tiennent, du 12\u00a0novembre 2026 au 13\u00a0novembre 2026.\n",
    complained: "",
  });
});

test("what does not hold is named: no end, no beginning, a line from another time, a guard that is gone", async () => {
  await record(world.db, { ...line, at: today, outcome: "begun", operationId: randomUUID() });
  await record(world.db, { ...line, at: today, outcome: "interrupted", operationId: randomUUID() });
  await record(world.db, { ...line, at: new Date(today.getTime() - 3_600_000), outcome: "refused" });
  await world.db.execute(sql`alter table audit_entries disable trigger audit_entries_no_truncate`);
  const { status, said, complained } = await verify();
  expect([status, said]).toEqual([1, ""]);
  expect(complained.split("\n")).toEqual([
    expect.stringContaining("audit_entries_no_truncate manque ou est désactivé"),
    expect.stringContaining("Un changement commencé n’a pas de fin (première ligne\u202F: 5)"),
    expect.stringContaining("Une fin n’a pas de commencement (première ligne\u202F: 6)"),
    expect.stringContaining("Une ligne est plus ancienne que celle qui la précède"),
    "",
  ]);
});

test("a journal that takes longer to read than a request may wait is read all the same", async () => {
  let verified: ReturnType<typeof verify> | undefined;
  await world.db.transaction(async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await tx.execute(sql`lock table audit_entries in access exclusive mode`);
    verified = verify();
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await pause(6_000);
  });
  expect(await verified).toMatchObject({ status: 1, complained: expect.stringContaining("n’a pas de fin") });
});

test("it takes one word", async () => {
  for (const words of [["journal"], ["journal", "erase"], ["journal", "verify", "all"]]) {
    expect(await typeCommand(words, settings)).toMatchObject({ status: 2, said: "" });
  }
});
