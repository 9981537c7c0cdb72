import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importRuns, students } from "@/db/schema";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import { forgetImports } from "@/lib/register-import/forget-imports";
import { insertLines } from "@/lib/register-import/lines/queries";
import { planImport } from "@/lib/register-import/plan-import";
import { claimRun, holdRun, insertRun, releaseRun } from "@/lib/register-import/queries";
import { readRun } from "@/lib/register-import/read-run";
import { lockRegister } from "@/lib/student-lock/queries";
import { apogee, fileOf } from "@/tests/support/import-files";
import { type Imports, registrar, startImports } from "@/tests/support/imports";
import { lockWaiters } from "@/tests/support/lock-waiters";

let world: Imports;
beforeEach(async () => {
  world = await startImports();
});
afterEach(() => world.close());

/** So many students, each of another name. */
const crowd = (many: number) =>
  fileOf(
    apogee(
      ...Array.from({ length: many }, (_, index) => ({
        COD_ETU: String(22_600_000 + index),
        COD_NNE_IND: `06${String(index).padStart(8, "0")}`,
        LIB_NOM_PAT_IND: `Martin ${String.fromCharCode(97 + (index % 26))}`,
      })),
    ),
    "foule.csv",
    64 * 1024,
  );

test("two who apply it at once apply it once", async () => {
  const id = await world.plan(crowd(3));
  const outcomes = await Promise.all([world.apply(id), world.apply(id), world.apply(id)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(2);
  expect(await world.students()).toHaveLength(3);
  expect((await world.journal()).map(({ kind }) => kind)).toEqual(["import.plan", "import.start", "import.apply"]);
});

test("what was interrupted goes on from its last batch, and ends as if nothing had happened", async () => {
  const id = await world.plan(crowd(1_200));
  const { directory } = world.services;
  let asked = 0;
  const dying = {
    ...directory,
    identifiersInUse: (identifiers: readonly string[]) =>
      ++asked > 8 ? Promise.reject(new DirectoryUnavailable()) : directory.identifiersInUse(identifiers),
  };
  const first = world.apply(id, { ...world.services, directory: dying });
  await expect(first).rejects.toThrow("the directory is unavailable");
  const done = (await world.students()).length;
  expect(done % 500).toBe(0);
  expect(await world.run(id)).toMatchObject({ state: "applying", appliedLine: done + 1, leaseUntil: null });

  expect(await world.apply(id)).toEqual({ ok: true });
  // PostgreSQL was told, or it would read the whole register for each batch of a large file.
  const { rows: known } = await world.db.execute(sql`select reltuples from pg_class where relname = 'students'`);
  expect(known[0]?.reltuples).toBeGreaterThanOrEqual(1_000);
  expect(await world.students()).toHaveLength(1_200);
  expect(await world.run(id)).toMatchObject({ state: "done", appliedLine: 1_201 });
  expect((await world.journal()).at(-1)).toMatchObject({ kind: "import.apply", details: { create: 1_200, refuse: 0 } });
});

test("what would fail each time ends the import, says so, and tells the log nothing of people", async () => {
  const id = await world.plan(crowd(600));
  await world.db.execute(sql`alter table students add constraint nobody_else check (student_number <> '22600550')`);
  const error = await world.apply(id).catch((thrown: unknown) => thrown);
  expect(inFull(error)).toBe("the database refused: 23514 (nobody_else)");
  expect(await world.run(id)).toMatchObject({ state: "failed", appliedLine: 501, claim: null, leaseUntil: null });
  expect(await world.students()).toHaveLength(500);
  expect((await world.lines(id)).every(({ content, person }) => content === null && person === null)).toBe(true);
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "import.apply",
    outcome: "failed",
    details: { line: 501 },
  });
  expect(await world.apply(id)).toEqual({ ok: false, reason: "not-to-apply" });
});

test("two lines that turn out to be about one person do not stop the others", async () => {
  const number = { COD_NNE_IND: "", COD_CLE_NNE_IND: "", COD_ETP: "L2" };
  const ine = { COD_ETU: "", COD_ETP: "L2" };
  const id = await world.plan(fileOf(apogee(number, ine)));
  expect((await world.lines(id)).map(({ outcome }) => outcome)).toEqual(["create", "create"]);
  await world.imported(fileOf(apogee({})));
  expect(await world.apply(id)).toEqual({ ok: true });
  expect(await world.lines(id)).toMatchObject([{ outcome: "create" }, { outcome: "refuse", reasons: ["overtaken"] }]);
  expect(await world.enrolments()).toHaveLength(2);
});

test("whoever died keeps the file for half a minute, and nothing of it once somebody has gone on", async () => {
  const id = await world.plan(crowd(1));
  const now = world.services.clock.now();
  const dead = "00000000-0000-4000-8000-000000000000";
  await claimRun(world.db, id, { population: "student", claim: dead, now, until: new Date(now.getTime() + 30_000) });
  expect(await world.apply(id)).toEqual({ ok: false, reason: "under-way" });
  world.pass(1);
  expect(await world.apply(id)).toEqual({ ok: true });
  expect(await holdRun(world.db, id, dead)).toBeNull();
  expect(await world.students()).toHaveLength(1);
});

describe("a file that somebody takes over", () => {
  const dead = "00000000-0000-4000-8000-000000000000";
  const other = "00000000-0000-4000-8000-000000000001";
  const claimed = (id: string, claim: string) => {
    const now = world.services.clock.now();
    const until = new Date(now.getTime() + 30_000);
    return claimRun(world.db, id, { population: "student", claim, now, until });
  };

  test("once the batch under way is written, and not before", async () => {
    const id = await world.plan(crowd(1));
    await claimed(id, dead);
    world.pass(1);
    let applying: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      expect(await holdRun(tx, id, dead)).not.toBeNull();
      applying = world.apply(id);
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
    });
    expect(await applying).toEqual({ ok: true });
  });

  test("is theirs: whoever had it writes no other batch, and gives nothing up", async () => {
    const id = await world.plan(crowd(1));
    await claimed(id, dead);
    world.pass(1);
    expect(await claimed(id, other)).not.toBeNull();
    expect(await holdRun(world.db, id, dead)).toBeNull();
    await releaseRun(world.db, id, dead);
    expect(await world.apply(id)).toEqual({ ok: false, reason: "under-way" });
    expect(await holdRun(world.db, id, other)).not.toBeNull();
  });

  test("is nobody's once it has waited for a day: whoever had it writes nothing more", async () => {
    const id = await world.plan(crowd(1));
    await claimed(id, dead);
    world.pass(25 * 60);
    await forgetImports(world.services);
    expect(await world.run(id)).toMatchObject({ state: "expired" });
    expect(await holdRun(world.db, id, dead)).toBeNull();
  });
});

test("two files applied at once add their students one after the other: nobody twice", async () => {
  const ids = [await world.plan(crowd(2)), await world.plan(crowd(3))];
  let applying: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    await lockRegister(tx as unknown as typeof world.db);
    applying = Promise.all(ids.map((id) => world.apply(id)));
    await expect.poll(() => lockWaiters(world.db)).toBe(2);
  });
  expect(await applying).toEqual([{ ok: true }, { ok: true }]);
  expect(await world.students()).toHaveLength(3);
});

test("a file that waits for somebody's row holds nobody else's yet, in whatever order it names them", async () => {
  await world.imported(crowd(2));
  const [first, second] = (await world.students()).sort((one, other) => (one.id < other.id ? -1 : 1));
  if (!first || !second) throw new Error("there were two");
  const renamed = [second, first].map(({ studentNumber }) => ({
    ...{ COD_ETU: studentNumber ?? "", COD_NNE_IND: "", COD_CLE_NNE_IND: "", LIB_NOM_PAT_IND: "Durand" },
  }));
  const id = await world.plan(fileOf(apogee(...renamed)));
  let applying: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    await tx.select().from(students).where(eq(students.id, first.id)).for("update");
    applying = world.apply(id);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await tx.execute(sql`set local lock_timeout = '500ms'`);
    await tx.select().from(students).where(eq(students.id, second.id)).for("update");
  });
  expect(await applying).toEqual({ ok: true });
  expect((await world.students()).map(({ familyName }) => familyName)).toEqual(["Durand", "Durand"]);
});

test("a line whose student changed since the check is refused, and the others pass", async () => {
  await world.imported(crowd(2));
  const changed = { COD_ETU: "22600000", COD_NNE_IND: "0600000000", LIB_NOM_PAT_IND: "Durand" };
  const id = await world.plan(fileOf(apogee(changed, { COD_ETU: "22600009", COD_NNE_IND: "0600000009" })));
  await world.db.update(students).set({ givenName: "Anne" }).where(eq(students.studentNumber, "22600000"));
  expect(await world.apply(id)).toEqual({ ok: true });
  expect(await world.lines(id)).toMatchObject([
    { outcome: "refuse", reasons: ["overtaken"] },
    { outcome: "create", reasons: ["new-student"] },
  ]);
  const [still] = await world.db.select().from(students).where(eq(students.studentNumber, "22600000"));
  expect(still).toMatchObject({ givenName: "Anne", familyName: "Martin a" });
});

test("an enrolment cancelled since the check does not come back with a line that changes it", async () => {
  await world.imported(fileOf(apogee({})));
  const id = await world.plan(fileOf(apogee({ LIB_ETP: "Licence 1" })));
  await world.imported(fileOf(apogee({ ETA_IAE: "A" })));
  expect(await world.apply(id)).toEqual({ ok: true });
  expect(await world.lines(id)).toMatchObject([{ outcome: "refuse", reasons: ["overtaken"] }]);
  expect(await world.enrolments()).toMatchObject([{ state: "cancelled" }]);
});

test("two files read before either was applied make one student of one person", async () => {
  const [first, second] = [await world.plan(crowd(2)), await world.plan(crowd(3))];
  for (const id of [first, second]) await world.apply(id);
  expect(await world.students()).toHaveLength(3);
  expect((await world.lines(second)).map(({ outcome }) => outcome)).toEqual(["create", "create", "create"]);
});

describe("what the lines say of people is erased", () => {
  const said = async (id: string) =>
    (await world.lines(id)).map(({ content, person, facts, item, seen }) => [content, person, facts, item, seen]);
  const nothing = [null, null, null, null, null];

  test("once the file is applied", async () => {
    const id = await world.plan(crowd(1));
    await world.apply(id);
    expect(await said(id)).toEqual([nothing]);
  });

  test("a day after, when it was not; then it cannot be applied any more", async () => {
    const id = await world.plan(crowd(1));
    world.pass(23 * 60);
    await forgetImports(world.services);
    expect(await said(id)).not.toEqual([nothing]);
    world.pass(61);
    await forgetImports(world.services);
    expect(await said(id)).toEqual([nothing]);
    expect(await world.apply(id)).toEqual({ ok: false, reason: "not-to-apply" });
  });
});

test("a file whose reading died is shown as interrupted after two minutes, and nothing of it stays", async () => {
  const now = world.services.clock.now();
  const leaseUntil = new Date(now.getTime() + 120_000);
  const run = { fileName: "x.csv", startedBy: "morel-c", startedAt: now, state: "reading", leaseUntil } as const;
  const id = await insertRun(world.db, run);
  const line = { line: 2, outcome: null, reasons: [], person: "number 1", facts: null, item: null, content: {} };
  await insertLines(world.db, id, [line]);
  await forgetImports(world.services);
  expect(await readRun(world.services, id, "student")).toMatchObject({ standing: "reading" });

  world.pass(3);
  expect(await readRun(world.services, id, "student")).toMatchObject({ standing: "unread" });
  await forgetImports(world.services);
  expect(await world.run(id)).toMatchObject({ state: "refused", refusal: "interrupted" });
  expect(await world.lines(id)).toEqual([]);
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "import.plan",
    outcome: "refused",
    reason: "interrupted",
  });
});

describe("a reading that was given up", () => {
  /** It was refused once, when it was given up, and what was read since is gone. */
  async function expectGivenUp(at: Date) {
    const [run] = await world.db.select().from(importRuns);
    expect(run).toMatchObject({ state: "refused", refusal: "interrupted", endedAt: at });
    expect((await world.journal()).map(({ kind, reason, at }) => ({ kind, reason, at }))).toEqual([
      { kind: "import.plan", reason: "interrupted", at },
    ]);
    expect(await world.lines(run?.id ?? "")).toEqual([]);
  }
  async function giveUp() {
    world.pass(3);
    await forgetImports(world.services);
    const at = world.services.clock.now();
    world.pass(1);
    return at;
  }
  const givenUpWhileItIsRead = (content: string) => {
    const at: Date[] = [];
    const file = {
      name: "x.csv",
      async *read() {
        yield Buffer.from(content);
        at.push(await giveUp());
      },
    };
    return { file, at: () => at[0] as Date };
  };

  test("does not come back", async () => {
    const { file, at } = givenUpWhileItIsRead(apogee({}));
    await expect(world.plan(file)).rejects.toThrow("was given up");
    await expectGivenUp(at());
  });

  test("does not come back as it ended", async () => {
    let at = new Date(0);
    const given = async (act: Parameters<typeof world.db.transaction>[0]) => {
      if (at.getTime() === 0) at = await giveUp();
      return world.db.transaction(act);
    };
    const db: typeof world.db = Object.create(world.db, { transaction: { value: given } });
    const reading = planImport({ ...world.services, db }, crowd(1), registrar, "student");
    await expect(reading).rejects.toThrow("was given up");
    await expectGivenUp(at);
  });

  test("is not refused once more for what it held", async () => {
    const { file, at } = givenUpWhileItIsRead(apogee());
    await world.plan(file);
    await expectGivenUp(at());
  });
});

test("a file whose reader lost the database just after it was read can be applied", async () => {
  const losing = async (act: Parameters<typeof world.db.transaction>[0]) => {
    await world.db.transaction(act);
    throw new Error("the connection is lost");
  };
  const db: typeof world.db = Object.create(world.db, { transaction: { value: losing } });
  const reading = planImport({ ...world.services, db }, crowd(1), registrar, "student");
  await expect(reading).rejects.toThrow("the connection is lost");
  const [run] = await world.db.select().from(importRuns);
  expect(run).toMatchObject({ state: "ready" });
  expect(await world.apply(run?.id ?? "")).toEqual({ ok: true });
  expect(await world.students()).toHaveLength(1);
});

describe("a file that is refused as a whole says why, and leaves nothing", () => {
  test.each<[string, string | Uint8Array, Record<string, unknown>]>([
    ["a spreadsheet", Buffer.from("PK\x03\x04\x14", "latin1"), { refusal: "spreadsheet" }],
    ["an empty one", "", { refusal: "empty" }],
    ["a header alone", apogee(), { refusal: "no-lines" }],
    ["a wrong header", "a;b\n1;2\n", { refusal: "wrong-header" }],
    [
      "columns that are missing",
      apogee({}).replace("COD_ETP;", "").replace("LIB_ETP", "X"),
      { refusal: "missing-columns", refusalValues: { columns: "COD_ETP, LIB_ETP", count: 2 } },
    ],
    [
      "a quotation mark",
      `${apogee({})}"${"x;".repeat(20_000)}`,
      { refusal: "line-too-long", refusalValues: { line: 3 } },
    ],
    ["a mark left open", `${apogee({})}"x;y`, { refusal: "unclosed-quote", refusalValues: { line: 3 } }],
    ["20,000 columns", apogee({}).replace("\r\n", `${";X".repeat(20_000)}\r\n`), { refusal: "too-many-columns" }],
    ["a header that never ends", "COD_ETU;COD_CMP;".repeat(20_000), { refusal: "too-many-columns" }],
    ["a huge cell", apogee({ LIB_PR1_IND: "x".repeat(200_000) }), { refusal: "line-too-long" }],
  ])("%s", async (_, content, why) => {
    const id = await world.plan(fileOf(content, "x.csv", 4_096));
    expect(await world.run(id)).toMatchObject({ state: "refused", ...why });
    expect(await world.lines(id)).toEqual([]);
    expect((await world.journal()).at(-1)).toMatchObject({
      kind: "import.plan",
      outcome: "refused",
      reason: why.refusal,
    });
    expect(await world.apply(id)).toEqual({ ok: false, reason: "not-to-apply" });
  });

  test("one that cannot be read to its end", async () => {
    const broken = {
      name: "x.csv",
      async *read() {
        yield Buffer.from(apogee({}));
        throw new Error("the disk is gone");
      },
    };
    await expect(world.plan(broken)).rejects.toThrow("the disk is gone");
    const [run] = await world.db.select().from(importRuns);
    expect(run).toMatchObject({ state: "refused", refusal: "interrupted" });
  });
});
