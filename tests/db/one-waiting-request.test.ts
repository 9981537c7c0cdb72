import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passwordLinkRequests } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const number = 19;
const asked = { locale: "fr", network: null, requestId: "r", nextAttemptAt: new Date("2026-11-12T11:00:00Z") } as const;

test("requests that waited several times for one identifier and address become the first of them, with their number", async () => {
  const { db } = database;
  const migrations = readMigrationFiles({ migrationsFolder: "db/migrations" });
  const apply = async (some: typeof migrations) => {
    for (const statement of some.flatMap((migration) => migration.sql)) await db.execute(sql.raw(statement));
  };
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`create schema public`);
  await apply(migrations.slice(0, number));
  const requests = [
    ["hugo", "192.0.2.1", "11:00:02"],
    ["hugo", "192.0.2.1", "11:00:01"],
    ["hugo", "192.0.2.1", "11:00:01"],
    ["hugo", "192.0.2.2", "11:00:03"],
    ["lea", "192.0.2.1", "11:00:04"],
  ];
  for (const [identifier, address, time] of requests) {
    await db.execute(sql`
      insert into password_link_requests (identifier, locale, asked_at, address, request_id, next_attempt_at)
      values (${identifier}, 'fr', ${`2026-11-12T${time}Z`}, ${address}, 'r', now())`);
  }
  await apply(migrations.slice(number, number + 1));
  const kept = await db.select().from(passwordLinkRequests).orderBy(passwordLinkRequests.askedAt);
  expect(kept.map(({ identifier, origin, timesAsked }) => [identifier, origin, timesAsked])).toEqual([
    ["hugo", "192.0.2.1", 3],
    ["hugo", "192.0.2.2", 1],
    ["lea", "192.0.2.1", 1],
  ]);
  const again = {
    ...asked,
    identifier: "hugo",
    address: "192.0.2.1",
    origin: "192.0.2.1",
    askedAt: asked.nextAttemptAt,
  };
  await expect(db.insert(passwordLinkRequests).values(again)).rejects.toThrow();
});
