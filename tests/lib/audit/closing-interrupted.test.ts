import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { closingInterrupted } from "@/lib/audit/closing-interrupted";
import { record } from "@/lib/audit/record";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { linesRead } from "@/tests/support/lines-read";

const start = new Date("2026-11-12T11:00:00Z");
const minutesAfter = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
let now = start;
const clock = { now: () => now };

let database: TestDatabase;
beforeEach(async () => {
  now = start;
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const begin = (at: Date) =>
  record(database.db, { at, kind: "desk-reset.password", outcome: "begun", operationId: randomUUID() });

test("what never ended before the service started is closed, however old; then what began meanwhile, or was committed late", async () => {
  const close = closingInterrupted({ db: database.db, clock });
  await begin(minutesAfter(-500_000));
  expect(await close()).toBe(1);
  await begin(minutesAfter(-30));
  await begin(start);
  now = minutesAfter(1.5);
  expect(await close()).toBe(2);
  expect(await close()).toBe(0);
});

test("what began while the database was away, or before a clock went back, is closed too", async () => {
  let isAway = false;
  const execute = (query: Parameters<Database["execute"]>[0]) =>
    isAway ? Promise.reject(new Error("away")) : database.db.execute(query);
  const close = closingInterrupted({ db: Object.create(database.db, { execute: { value: execute } }), clock });
  expect(await close()).toBe(0);
  await begin(minutesAfter(1));
  isAway = true;
  for (now = minutesAfter(2); now < minutesAfter(200); now = new Date(now.getTime() + 60_000))
    await expect(close()).rejects.toThrow("away");
  isAway = false;
  expect(await close()).toBe(1);
  now = minutesAfter(-5_000);
  await begin(minutesAfter(-5_000));
  expect(await close()).toBe(0);
  now = minutesAfter(-4_998);
  expect(await close()).toBe(1);
});

test("each look but the first leaves a year of lines unread", async () => {
  await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome, operation_id)
    select ${start.toISOString()}::timestamptz - n * interval '1 hour', 'desk-reset.password', outcome, md5(n::text)::uuid
    from generate_series(1, 8760) n, unnest(array['begun', 'succeeded']) outcome`);
  await database.db.execute(sql`analyze ${auditEntries}`);
  await database.db.transaction(async (tx) => {
    const close = closingInterrupted({ db: tx, clock });
    await close();
    const before = await linesRead(tx);
    await close();
    expect((await linesRead(tx)) - before).toBeLessThan(10);
  });
});

test("a long journal is read a piece at a time, and a look that is cut short goes on from its last piece", async () => {
  // The first piece ends with a beginning whose end is in the second, and the last operation ends days after it began.
  const ended = 12_500;
  await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome, operation_id)
    select ${minutesAfter(-90).toISOString()}::timestamptz - (${ended}::int - n) * interval '1 minute'
      + (outcome = 'succeeded')::int * case n when ${ended} then interval '3 days' else interval '1 second' end,
      'desk-reset.password', outcome, md5(n::text)::uuid
    from generate_series(1, ${ended}::int) n, unnest(array['begun', 'succeeded']) outcome`);
  for (const minutes of [-400_000, -6_000, -100, -5]) await begin(minutesAfter(minutes));
  const closed = async () =>
    (await database.db.select().from(auditEntries).where(eq(auditEntries.outcome, "interrupted"))).length;
  let looks = 0;
  const execute = (query: Parameters<Database["execute"]>[0]) =>
    looks++ === 1 ? Promise.reject(new Error("cut short")) : database.db.execute(query);
  const close = closingInterrupted({ db: Object.create(database.db, { execute: { value: execute } }), clock });
  await expect(close()).rejects.toThrow("cut short");
  expect(await closed()).toBe(1);
  expect(await close()).toBe(4);
  expect(await closed()).toBe(4);
  expect(looks).toBe(2 + 2);
});

test("once the service stops, the piece in progress is the last one", async () => {
  await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome)
    select ${minutesAfter(-90_000).toISOString()}::timestamptz + n * interval '1 minute', 'sheet.revoke', 'succeeded'
    from generate_series(1, 20000) n`);
  for (const minutes of [-100_000, -5]) await begin(minutesAfter(minutes));
  const stopping = new AbortController();
  const execute = (query: Parameters<Database["execute"]>[0]) => {
    stopping.abort();
    return database.db.execute(query);
  };
  const close = closingInterrupted({ db: Object.create(database.db, { execute: { value: execute } }), clock });
  expect(await close(stopping.signal)).toBe(1);
  expect(await close()).toBe(1);
});
