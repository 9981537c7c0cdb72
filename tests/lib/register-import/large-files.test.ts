import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetImports } from "@/lib/register-import/forget-imports";
import { analyseLines, leaveRepeated, refuseClashes } from "@/lib/register-import/lines/queries";
import { insertRun } from "@/lib/register-import/queries";
import { lockRegister } from "@/lib/student-lock/queries";
import { type Imports, startImports } from "@/tests/support/imports";
import { refuseLongStatements } from "@/tests/support/statement-size";

const many = 20_000;

let world: Imports;
beforeEach(async () => {
  world = await startImports();
});
afterEach(() => world.close());

/** Stages so many lines, each two of which are about one thing; every one says something else of the person. */
async function staged(state: "reading" | "ready" = "reading") {
  const run = { fileName: "x.csv", startedAt: world.services.clock.now(), state };
  const id = await insertRun(world.db, { ...run, kind: "enrolments", lastLine: many + 1 });
  await world.db.execute(sql`
    insert into import_lines (run_id, line, outcome, person, facts, item, content, seen)
    select ${id}::uuid, line, ${state === "ready" ? "unchanged" : null}, 'number ' || line / 2, line, 'L1', '{}', 'x'
    from generate_series(2, ${many}::int + 1) line`);
  await analyseLines(world.db);
  return id;
}

/** How many lines have each outcome, reason, and distance to the line that they name. */
async function decided(id: string) {
  const { rows } = await world.db.execute(sql`
    select outcome, reasons, other_line - line as away, count(*)::int as many from import_lines
    where run_id = ${id} group by 1, 2, 3 order by 3`);
  return rows;
}

test("a long file that contradicts itself in every line is refused line by line, some at a time", async () => {
  const id = await staged();
  await refuseLongStatements(world.db, "import_lines", "update", many / 2);
  await refuseClashes(world.db, id, { reason: "disagrees", by: "person", differing: "facts" });
  expect(await decided(id)).toEqual([
    { outcome: "refuse", reasons: ["disagrees"], away: -1, many: many / 2 },
    { outcome: "refuse", reasons: ["disagrees"], away: 1, many: many / 2 },
  ]);
});

test("a line that contradicts several names the first of them", async () => {
  const id = await staged();
  await world.db.execute(
    sql`update import_lines set person = 'one', facts = case when line < 5 then 'a' else line::text end`,
  );
  await refuseClashes(world.db, id, { reason: "disagrees", by: "person", differing: "facts" });
  const named = (await world.lines(id)).map(({ line, otherLine }) => [line, otherLine]);
  expect(named.slice(0, 5)).toEqual([2, 3, 4, 5, 6].map((line) => [line, line < 5 ? 5 : 2]));
  expect(new Set(named.slice(3).map(([, other]) => other))).toEqual(new Set([2]));
});

test("a long file that repeats itself is left line by line, some at a time", async () => {
  const id = await staged();
  await world.db.execute(sql`update import_lines set person = 'one'`);
  await refuseLongStatements(world.db, "import_lines", "update", many / 2);
  await leaveRepeated(world.db, id);
  const lines = await world.lines(id);
  expect(lines[0]).toMatchObject({ outcome: null, otherLine: null });
  const repeats = lines.filter(({ outcome, otherLine }) => outcome === "unchanged" && otherLine === 2);
  expect(repeats).toHaveLength(many - 1);
});

describe("what a long file says of people is erased some lines at a time", () => {
  const said = async (id: string) => {
    const { rows } = await world.db.execute(sql`
      select count(*)::int as many, num_nonnulls(person, facts, item, content, seen) as kept from import_lines
      where run_id = ${id} group by 2`);
    return rows;
  };

  test("once it is applied, while others change the register", async () => {
    const id = await staged("ready");
    await refuseLongStatements(world.db, "import_lines", "update", many / 2);
    await world.db.transaction(async (tx) => {
      await lockRegister(tx);
      expect(await world.apply(id)).toEqual({ ok: true });
    });
    expect(await said(id)).toEqual([{ many, kept: 0 }]);
  });

  test("a day after, when it was not", async () => {
    const id = await staged("ready");
    await refuseLongStatements(world.db, "import_lines", "update", many / 2);
    world.pass(25 * 60);
    await forgetImports(world.services);
    expect(await said(id)).toEqual([{ many, kept: 0 }]);
  });
});
