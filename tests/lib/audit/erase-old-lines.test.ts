import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { eraseOldLines } from "@/lib/audit/erase-old-lines";
import { record } from "@/lib/audit/record";
import { verifyJournal } from "@/lib/audit/verify";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { linesRead } from "@/tests/support/lines-read";

const now = new Date("2026-11-12T11:00:00Z");
const clock = { now: () => now };
const before = new Date("2025-11-12T11:00:00Z");

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** A line, then so many operations of two lines, a second apart from one to the next; the last one ends at that instant. */
async function operations(count: number, end: Date): Promise<void> {
  await record(database.db, { at: new Date(0), kind: "session.sign-in", outcome: "succeeded" });
  await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome, operation_id)
    select ${end.toISOString()}::timestamptz - (${count}::int - n) * interval '1 second' - (outcome = 'begun')::int * interval '600 milliseconds',
      'desk-reset.password', outcome, md5(n::text)::uuid
    from generate_series(1, ${count}::int) n, unnest(array['begun', 'succeeded']) outcome order by n, outcome`);
}

async function journal() {
  const { rows } = await database.db.execute<{ left: number; told: number[] }>(sql`
    select count(*) filter (where kind <> 'journal.erase')::int as left,
      coalesce(array_agg((details ->> 'lines')::int order by id) filter (where kind = 'journal.erase'), '{}') as told
    from ${auditEntries}`);
  return rows[0];
}

test("what is past its time goes ten thousand lines at a time, each with its line, and no operation is cut in two", async () => {
  await operations(12_500, new Date(before.getTime() + 2_000));
  await eraseOldLines({ db: database.db, clock }, before);
  // Two operations begin and end after that instant; one ends at it.
  expect(await journal()).toEqual({ left: 2 * 3, told: [9_999, 10_000, 4_996] });
  expect((await verifyJournal({ db: database.db, clock })).faults).toEqual([]);
});

test("an erasure that is cut short has said what it erased, leaves whole operations, and the next one goes on", async () => {
  await operations(12_500, new Date(before.getTime() - 2_000));
  let transactions = 0;
  const cutShort: Database = Object.create(database.db, {
    transaction: {
      value: (...all: Parameters<Database["transaction"]>) => {
        if (transactions++ === 1) throw new Error("cut short");
        return database.db.transaction(...all);
      },
    },
  });
  await expect(eraseOldLines({ db: cutShort, clock }, before)).rejects.toThrow("cut short");
  const half = await journal();
  expect(half).toEqual({ left: 25_001 - 9_999, told: [9_999] });
  expect((await verifyJournal({ db: database.db, clock })).faults).toEqual([]);
  await eraseOldLines({ db: database.db, clock }, before);
  expect((await journal())?.left).toBe(0);
});

test("once the service stops, the piece in progress is the last one", async () => {
  await operations(12_500, new Date(before.getTime() - 2_000));
  const stopping = new AbortController();
  const stopped: Database = Object.create(database.db, {
    transaction: {
      value: (...all: Parameters<Database["transaction"]>) => {
        stopping.abort();
        return database.db.transaction(...all);
      },
    },
  });
  await eraseOldLines({ db: stopped, clock }, before, stopping.signal);
  expect(await journal()).toEqual({ left: 25_001 - 9_999, told: [9_999] });
});

test("many lines of one instant go together", async () => {
  await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome)
    select ${new Date(before.getTime() - 1_000).toISOString()}::timestamptz, 'sheet.revoke', 'succeeded' from generate_series(1, 10500)`);
  await eraseOldLines({ db: database.db, clock }, before);
  expect(await journal()).toEqual({ left: 0, told: [10_500] });
});

test("after ten years of daily erasures, a day’s erasure reads some ten lines for each that goes", async () => {
  await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome, details)
    select ${before.toISOString()}::timestamptz - n * interval '1 day', 'journal.erase', 'succeeded', '{"olderThan": "2010-01-01T00:00:00Z", "lines": 1}'
    from generate_series(1, 3650) n`);
  await operations(2_500, new Date(before.getTime() - 2_000));
  await database.db.transaction(async (tx) => {
    // The trigger accepts only what this very transaction has recorded, not a savepoint of it.
    const transaction = (work: (db: Database) => Promise<void>) => work(tx);
    await eraseOldLines({ db: Object.create(tx, { transaction: { value: transaction } }), clock }, before);
    expect(await linesRead(tx)).toBeLessThan(20 * 5_001);
  });
  expect((await journal())?.left).toBe(0);
});
