import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Population } from "@/lib/population";
import { applyImport } from "@/lib/register-import/apply-import";
import { insertRun } from "@/lib/register-import/queries";
import { readLastRuns, readLines, readRun } from "@/lib/register-import/read-run";
import { askToApply } from "@/lib/register-import/waiting/ask-to-apply";
import { receiveFile, refuseUnread } from "@/lib/register-import/waiting/receive-file";
import { workOnNext } from "@/lib/register-import/waiting/work-on-next";
import { apogee, fileOf } from "@/tests/support/import-files";
import { type Imports, registrar, startImports } from "@/tests/support/imports";

let world: Imports;
beforeEach(async () => {
  world = await startImports();
});
afterEach(() => world.close());

describe.each<[Population, Population]>([
  ["student", "staff"],
  ["staff", "student"],
])("a file about one population (%s), for those who see to the other", (its, another) => {
  test("is not listed, is not there to be read, and cannot be applied", async () => {
    const waiting = {
      fileName: "x.csv",
      startedAt: world.services.clock.now(),
      state: "ready",
      population: its,
    } as const;
    const id = await insertRun(world.db, waiting);
    expect(await readLastRuns(world.services, another)).toEqual([]);
    expect(await readRun(world.services, id, another)).toBeNull();
    const unknown = { ok: false, reason: "unknown-import" };
    expect(await askToApply(world.services, id, registrar, another)).toEqual(unknown);
    expect(await applyImport(world.services, id, registrar, another)).toEqual(unknown);
    expect(await world.run(id)).toMatchObject({ state: "ready", claim: null });

    expect(await readLastRuns(world.services, its)).toMatchObject([{ id }]);
    expect(await askToApply(world.services, id, registrar, its)).toEqual({ ok: true });
  });
});

test("its lines are read by nobody else", async () => {
  const id = await world.plan(fileOf(apogee({})));
  expect(await readLines(world.services, id, null, 1)).toHaveLength(1);
  expect(await readLines(world.services, id, null, 1, "staff")).toEqual([]);
});

test("enrolments that HR gives are no file of theirs", async () => {
  const id = await receiveFile(world.services, fileOf(apogee({})), registrar, "staff");
  await workOnNext(world.services);
  expect(await readRun(world.services, id, "staff")).toMatchObject({
    run: { state: "refused", refusal: "wrong-header" },
  });
});

test("a file that is too large is refused to whoever sent it", async () => {
  const id = await refuseUnread(world.services, { name: "x.csv", refusal: "too-large" }, registrar, "staff");
  expect(await readRun(world.services, id)).toBeNull();
  expect(await readRun(world.services, id, "staff")).toMatchObject({ standing: "refused" });
});
