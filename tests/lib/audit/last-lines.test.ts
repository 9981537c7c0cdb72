import { afterAll, beforeAll, expect, test } from "vitest";
import { readLastLines } from "@/lib/audit/last-lines";
import { record } from "@/lib/audit/record";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

const now = new Date("2026-11-12T11:00:00Z");
const caller = { address: "10.1.2.3", network: "filaire", isInternal: true, requestId: "r-1" };
const visitor = {
  sessionId: "5b0d1a5c-9d0a-4c8e-8a62-9f0f3f0b6a11",
  uid: "fabre-a",
  login: "fabre-a",
  displayName: "Antoine Fabre",
  roles: ["staff", "admin"],
  studentId: null,
  isFrozen: false,
} as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("the last hundred lines come newest first, and the first one is this very reading", async () => {
  const { db } = database;
  for (let index = 0; index < 120; index++) {
    await record(db, { at: now, kind: "session.sign-in", outcome: "succeeded", details: { index } });
  }
  const lines = await readLastLines({ db, clock: { now: () => now } }, { visitor, caller });
  expect(lines).toHaveLength(100);
  expect(lines[0]).toMatchObject({
    kind: "journal.read",
    actor: "fabre-a",
    actorRoles: ["staff", "admin"],
    network: "filaire",
  });
  expect(lines.slice(1).map((line) => line.details?.index)).toEqual(Array.from({ length: 99 }, (_, i) => 119 - i));
});
