import type { Worker } from "node:cluster";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { students } from "@/db/schema";
import { answeringAfresh } from "@/embedded/answer-afresh";
import { seedDemo } from "@/embedded/seed";
import { askToStartAfresh } from "@/lib/demo/start-afresh";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { testInstitution } from "@/tests/support/directory";

let database: TestDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-afresh-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

function demonstration() {
  const clock = { now: () => new Date("2031-11-12T09:30:00Z") };
  return { db: database.db, clock, institution: testInstitution, store: null, dataDir };
}

/** A web worker, as the process that forked it sees it. */
function workerStub() {
  const send = vi.fn();
  return { worker: { send, isConnected: () => true } as unknown as Worker, send };
}

test("two workers that ask at once are both answered, and the demo is as new", async () => {
  await seedDemo(demonstration());
  await database.db.update(students).set({ activatedAt: null }).where(eq(students.givenName, "Hugo"));
  const { worker, send } = workerStub();
  const handle = answeringAfresh(demonstration());
  handle(worker, { type: "demo-start-afresh", id: "a" });
  handle(worker, { type: "demo-start-afresh", id: "b" });
  await expect.poll(() => send.mock.calls.length, { timeout: 15_000 }).toBe(2);
  expect(send.mock.calls.map(([answer]) => answer)).toEqual(
    ["a", "b"].map((id) => ({ type: "demo-started-afresh", id, ok: true })),
  );
  const [hugo] = await database.db.select().from(students).where(eq(students.givenName, "Hugo"));
  expect(hugo?.activatedAt).not.toBeNull();
});

test("what is no such question is not answered", async () => {
  const { worker, send } = workerStub();
  const handle = answeringAfresh(demonstration());
  for (const message of ["ready", null, { type: "other", id: "b" }, { type: "demo-start-afresh" }])
    handle(worker, message);
  // Answers come in the order of the questions: one to any of these would be before this one's.
  handle(worker, { type: "demo-start-afresh", id: "a" });
  await expect.poll(() => send.mock.calls.length).toBeGreaterThan(0);
  expect(send.mock.calls.map(([answer]) => answer)).toEqual([{ type: "demo-started-afresh", id: "a", ok: true }]);
});

test("a process that nobody started cannot ask", async () => {
  const send = process.send;
  process.send = undefined;
  try {
    expect(await askToStartAfresh()).toBe(false);
  } finally {
    process.send = send;
  }
});
