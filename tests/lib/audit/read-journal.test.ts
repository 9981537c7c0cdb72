import { desc, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { exportJournal } from "@/lib/audit/export-journal";
import { type JournalQuestion, outside, readJournalQuestion } from "@/lib/audit/filter";
import { readJournal } from "@/lib/audit/read-journal";
import { type AuditLine, record } from "@/lib/audit/record";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { testInstitution } from "@/tests/support/directory";
import { linesRead } from "@/tests/support/lines-read";
import { signedIn } from "@/tests/support/readers";

const now = new Date("2026-11-12T11:00:00Z");
const reader = signedIn("fabre-a", "staff", "admin");
const hugo = "hugo.bernard@etu.univ.example";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const services = () => ({ db: database.db, clock: { now: () => now }, institution: testInstitution });

function asked(query: Record<string, string>): JournalQuestion {
  const read = readJournalQuestion(query);
  if (!read.ok) throw new Error(JSON.stringify(read.violations));
  return read.value;
}

const look = (query: Record<string, string> = {}) => readJournal(services(), reader, asked(query));
const write = (...lines: Partial<AuditLine>[]) =>
  lines.reduce<Promise<void>>(async (before, line) => {
    await before;
    await record(database.db, { at: now, kind: "session.sign-in", outcome: "succeeded", ...line });
  }, Promise.resolve());
const indexes = ({ lines }: { lines: { details: Record<string, unknown> | null }[] }) =>
  lines.map(({ details }) => details?.line).filter((index) => index !== undefined);
const latest = async () => {
  const [line] = await database.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1);
  return line;
};

test("the newest hundred lines come first, and the first of all is this very reading", async () => {
  await write(...Array.from({ length: 120 }, (_, index) => ({ details: { line: index } })));
  const { lines, newer } = await look();
  expect(lines).toHaveLength(100);
  expect(lines[0]).toMatchObject({ kind: "journal.read", actor: "fabre-a", network: "filaire", details: null });
  expect(lines.slice(1).map((line) => line.details?.line)).toEqual(Array.from({ length: 99 }, (_, i) => 119 - i));
  expect(newer).toBeNull();
});

test("one goes to older lines and back without missing or seeing twice any, whatever is written meanwhile", async () => {
  await write(...Array.from({ length: 250 }, (_, index) => ({ details: { line: index } })));
  const kind = "session.sign-in";
  const first = await look({ kind });
  const second = await look({ kind, before: String(first.older) });
  const third = await look({ kind, before: String(second.older) });
  expect(third.older).toBeNull();
  expect([first, second, third].flatMap(indexes)).toEqual(Array.from({ length: 250 }, (_, i) => 249 - i));
  expect(indexes(await look({ kind, after: String(third.newer) }))).toEqual(indexes(second));
  const back = await look({ kind, after: String(second.newer) });
  expect(indexes(back)).toEqual(indexes(first));
  expect(back.newer).toBeNull();
});

test("a person’s lines are those where they acted and those about them, by any of their names", async () => {
  await write(
    { actor: { uid: "hbernard", roles: ["student"] }, subject: hugo, details: { line: 1 } },
    { kind: "desk-reset.password", actor: { uid: "garcia-l", roles: [] }, subject: hugo, details: { line: 2 } },
    { kind: "role.refused", outcome: "refused", actor: { uid: "hbernard", roles: [] }, details: { line: 3 } },
    { subject: "hugo.bernard01@etu.univ.example", details: { line: 4 } },
  );
  for (const person of [hugo, "hugo.bernard", "  Hugo.Bernard "])
    expect(indexes(await look({ person }))).toEqual([3, 2, 1]);
  expect(indexes(await look({ person: "garcia-l" }))).toEqual([2]);
  expect(indexes(await look({ person: "hugo" }))).toEqual([]);
});

test("kind, outcome, network and period each keep their own lines only, and together what meets them all", async () => {
  const caller = { address: "10.1.2.3", requestId: "r" };
  await write(
    { details: { line: 1 }, caller: { ...caller, network: "filaire" } },
    { details: { line: 2 }, caller: { ...caller, network: null }, outcome: "refused" },
    { details: { line: 3 }, kind: "throttle.refused", outcome: "refused" },
  );
  expect(indexes(await look({ kind: "throttle.refused" }))).toEqual([3]);
  expect(indexes(await look({ outcome: "refused" }))).toEqual([3, 2]);
  expect(indexes(await look({ network: "filaire" }))).toEqual([1]);
  expect(indexes(await look({ network: outside }))).toEqual([2]);
  expect(indexes(await look({ network: outside, kind: "throttle.refused" }))).toEqual([]);
});

test("a period is made of days of the institution’s own time zone, both included", async () => {
  await write(
    { at: new Date("2026-11-10T22:59:59Z"), details: { line: 1 } },
    { at: new Date("2026-11-10T23:00:00Z"), details: { line: 2 } },
    { at: new Date("2026-11-11T22:59:59Z"), details: { line: 3 } },
    { at: new Date("2026-11-11T23:00:00Z"), details: { line: 4 } },
  );
  expect(indexes(await look({ from: "2026-11-11", until: "2026-11-11" }))).toEqual([3, 2]);
});

test("a reading says what it looked for; a person whom no line names is not named", async () => {
  await write({ subject: hugo });
  await look({ person: "hugo.bernard", kind: "session.sign-in", from: "2026-11-01", before: "900" });
  expect(await latest()).toMatchObject({
    kind: "journal.read",
    subject: hugo,
    details: { kind: "session.sign-in", from: "2026-11-01", before: 900 },
  });
  await look({ person: "Cerisier-42-Volcan" });
  expect(await latest()).toMatchObject({ kind: "journal.read", subject: null, details: { person: "unknown" } });
  expect(JSON.stringify(await database.db.select().from(auditEntries))).not.toMatch(/cerisier/i);
});

test.each([
  [{ from: "2026-02-30" }, "from not-a-day"],
  [{ from: "hier" }, "from not-a-day"],
  [{ until: "0001-01-01" }, "until not-a-day"],
  [{ from: "2026-11-12", until: "2026-11-11" }, "until before-from"],
  [{ kind: "secret.read" }, "kind not-a-kind"],
  [{ outcome: "maybe" }, "outcome not-an-outcome"],
  [{ network: "a b" }, "network not-a-network"],
  [{ person: "a b" }, "person not-a-person"],
  [{ person: "a\0b" }, "person malformed"],
  [{ person: "x".repeat(1_000_000) }, "person too-long"],
  [{ kind: ["session.sign-in", "journal.read"] }, "kind not-a-kind"],
  [{ before: "-1" }, "before malformed"],
  [{ before: "1e400" }, "before malformed"],
])("what asks for nothing that there is, is told by field: %#", (query, wrong) => {
  const read = readJournalQuestion(query);
  const codes = read.ok ? [] : read.violations.map(({ field, code }) => `${field} ${code}`);
  expect(codes.map((code) => code.replace("before too-long", "before malformed"))).toContain(wrong);
});

test("an export holds every line asked for, in batches, whatever is written while it leaves, and is on record", async () => {
  await write(...Array.from({ length: 2_100 }, (_, index) => ({ details: { line: index } })));
  const batches = await exportJournal(services(), reader, asked({ kind: "session.sign-in" }), "csv");
  expect(await latest()).toMatchObject({
    kind: "journal.export",
    actor: "fabre-a",
    details: { kind: "session.sign-in", format: "csv" },
  });
  const sizes: number[] = [];
  const seen: unknown[] = [];
  for await (const lines of batches) {
    sizes.push(lines.length);
    seen.push(...indexes({ lines }));
    await write({ details: { line: -1 } });
  }
  expect(sizes).toEqual([1_000, 1_000, 100]);
  expect(seen).toEqual(Array.from({ length: 2_100 }, (_, i) => 2_099 - i));
});

test.each(["refused", "failed", "interrupted"])(
  "the few lines that were %s are found without reading the others",
  async (outcome) => {
    await write({ outcome: outcome as AuditLine["outcome"], details: { line: 7 } });
    await database.db.execute(sql`
    insert into ${auditEntries} (at, kind, outcome) select ${now.toISOString()}, 'session.sign-in', 'succeeded' from generate_series(1, 5000)`);
    await database.db.execute(sql`analyze ${auditEntries}`);
    await database.db.transaction(async (tx) => {
      expect(indexes(await readJournal({ ...services(), db: tx }, reader, asked({ outcome })))).toEqual([7]);
      expect(await linesRead(tx)).toBeLessThan(10);
    });
  },
);
