import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { closeInterrupted } from "@/lib/audit/close-interrupted";
import { record } from "@/lib/audit/record";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { lockWaiters } from "@/tests/support/lock-waiters";

const now = new Date("2026-11-12T11:00:00Z");
const clock = { now: () => now };
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function begin(at: Date): Promise<string> {
  const operationId = randomUUID();
  await record(database.db, {
    at,
    kind: "desk-reset.password",
    outcome: "begun",
    operationId,
    actor: { uid: "garcia-l", roles: ["staff", "kiosk"] },
    subject: "hugo.bernard@etu.univ.example",
    caller: { address: "10.1.2.3", network: "filaire", requestId: "r-1" },
    details: { card: "E2500104" },
  });
  return operationId;
}

const linesOf = async (operationId: string) =>
  (await database.db.select().from(auditEntries).orderBy(auditEntries.id)).filter(
    (line) => line.operationId === operationId,
  );

test("what began and never ended gets one line that says so, whom it was about, and when it was found", async () => {
  const operationId = await begin(secondsAgo(90));
  expect(await closeInterrupted({ db: database.db, clock }, secondsAgo(60))).toBe(1);
  const [begun, closed, ...others] = await linesOf(operationId);
  expect(others).toEqual([]);
  expect(closed).toEqual({
    ...begun,
    id: expect.any(Number),
    at: now,
    outcome: "interrupted",
    reason: "never-ended",
  });
  expect(await closeInterrupted({ db: database.db, clock }, secondsAgo(60))).toBe(0);
});

test("what may still be under way, and what ended, is left alone", async () => {
  const underWay = await begin(secondsAgo(59));
  const ended = await begin(secondsAgo(90));
  await record(database.db, { at: now, kind: "desk-reset.password", outcome: "succeeded", operationId: ended });
  expect(await closeInterrupted({ db: database.db, clock }, secondsAgo(60))).toBe(0);
  expect((await linesOf(underWay)).map(({ outcome }) => outcome)).toEqual(["begun"]);
  expect((await linesOf(ended)).map(({ outcome }) => outcome)).toEqual(["begun", "succeeded"]);
});

test("two instances that look at once write one line", async () => {
  const operationId = await begin(secondsAgo(3_600));
  let other: Promise<number> | undefined;
  await database.db.transaction(async (tx) => {
    expect(await closeInterrupted({ db: tx as unknown as Database, clock }, secondsAgo(60))).toBe(1);
    other = closeInterrupted({ db: database.db, clock }, secondsAgo(60));
    await expect.poll(() => lockWaiters(database.db)).toBe(1);
  });
  expect(await other).toBe(0);
  expect((await linesOf(operationId)).map(({ outcome }) => outcome)).toEqual(["begun", "interrupted"]);
});
