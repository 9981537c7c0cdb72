import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importPieces } from "@/db/schema";
import { forgetImports } from "@/lib/register-import/forget-imports";
import { claimRun, type Run, updateRun } from "@/lib/register-import/queries";
import { readRun } from "@/lib/register-import/read-run";
import { askToApply } from "@/lib/register-import/waiting/ask-to-apply";
import { takeToRead } from "@/lib/register-import/waiting/queries";
import { receiveFile } from "@/lib/register-import/waiting/receive-file";
import { isAnyWaiting, workOnNext } from "@/lib/register-import/waiting/work-on-next";
import { apogee, fileOf } from "@/tests/support/import-files";
import { type Imports, registrar, startImports } from "@/tests/support/imports";

let world: Imports;
beforeEach(async () => {
  world = await startImports();
});
afterEach(() => world.close());

const pieces = () => world.db.select().from(importPieces);
const receive = (file = fileOf(apogee({}, { COD_ETU: "22600002", COD_NNE_IND: "060112346C" }), "x.csv", 64)) =>
  receiveFile(world.services, file, registrar, "student");
const ask = (id: string) => askToApply(world.services, id, registrar, "student");
const standing = async (id: string) => (await readRun(world.services, id, "student"))?.standing;

test("a file waits to be read, then to be applied, and each is done for whoever asked", async () => {
  const id = await receive();
  expect(await standing(id)).toBe("reading");
  expect(await world.lines(id)).toEqual([]);
  expect(await workOnNext(world.services)).toBe(true);
  expect(await standing(id)).toBe("ready");
  expect(await pieces()).toEqual([]);
  expect(await workOnNext(world.services)).toBe(false);

  expect(await ask(id)).toEqual({ ok: true });
  expect([await standing(id), await isAnyWaiting(world.services)]).toEqual(["applying", true]);
  expect(await workOnNext(world.services)).toBe(true);
  expect([await standing(id), await isAnyWaiting(world.services)]).toEqual(["done", false]);
  expect(await world.students()).toHaveLength(2);
  const { visitor, caller } = registrar;
  const who = { actor: visitor.uid, actorRoles: visitor.roles, address: caller.address, requestId: caller.requestId };
  expect(await world.journal()).toMatchObject([
    { kind: "import.plan", ...who },
    { kind: "import.start", ...who },
    { kind: "import.apply", ...who },
  ]);
  // Where they called from stays in the journal, and nowhere else.
  expect(await world.run(id)).toMatchObject({ actor: null });
});

test("several who look at once read a file once, and apply it once", async () => {
  const id = await receive();
  const everybody = () => Promise.all([1, 2, 3].map(() => workOnNext(world.services)));
  await everybody();
  expect((await world.lines(id)).map(({ outcome }) => outcome)).toEqual(["create", "create"]);
  await ask(id);
  await everybody();
  expect((await world.journal()).map(({ kind }) => kind)).toEqual(["import.plan", "import.start", "import.apply"]);
});

test("two people who press the button at once ask once", async () => {
  const id = await receive();
  expect(await ask(id)).toEqual({ ok: false, reason: "not-to-apply" });
  await workOnNext(world.services);
  const outcomes = await Promise.all([ask(id), ask(id), ask(id)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "under-way")).toHaveLength(2);
});

test("what died while it was applied can be asked for again after half a minute", async () => {
  const id = await world.plan(fileOf(apogee({})));
  const now = world.services.clock.now();
  const until = new Date(now.getTime() + 30_000);
  const claim = "00000000-0000-4000-8000-000000000000";
  await claimRun(world.db, id, { population: "student", claim, now, until });
  expect([await ask(id), await standing(id)]).toEqual([{ ok: false, reason: "under-way" }, "applying"]);
  world.pass(1);
  expect([await standing(id), await ask(id), await standing(id)]).toEqual(["interrupted", { ok: true }, "applying"]);
  await workOnNext(world.services);
  expect(await standing(id)).toBe("done");
});

test.each<
  [state: Run["state"], turn: "once somebody asks" | "as somebody asked" | "by nobody", aDayLater: Run["state"]]
>([
  ["received", "by nobody", "expired"],
  ["reading", "by nobody", "reading"],
  ["ready", "once somebody asks", "expired"],
  ["asked", "as somebody asked", "expired"],
  ["applying", "by nobody", "applying"],
  ["done", "by nobody", "done"],
  ["failed", "by nobody", "failed"],
  ["refused", "by nobody", "refused"],
  ["expired", "by nobody", "expired"],
])("a file that is %s is applied %s; left alone for a day, it is %s", async (state, turn, aDayLater) => {
  /** Somebody is at it for two days, where anybody is. */
  const inThatState = async () => {
    const id = await world.plan(fileOf(apogee({})));
    const isHeld = state === "reading" || state === "applying";
    await updateRun(world.db, id, {
      state,
      actor: state === "received" || state === "asked" ? registrar : null,
      refusal: state === "refused" ? "no-lines" : null,
      leaseUntil: isHeld ? new Date(world.services.clock.now().getTime() + 48 * 3_600_000) : null,
    });
    return id;
  };
  const [id, left] = [await inThatState(), await inThatState()];
  const before = await world.run(id);
  expect((await ask(id)).ok).toBe(turn === "once somebody asks");
  if (turn !== "once somebody asks") expect(await world.run(id)).toEqual(before);
  expect((await world.apply(id)).ok).toBe(turn !== "by nobody");
  if (turn === "by nobody") expect(await world.run(id)).toEqual(before);
  expect(await world.students()).toHaveLength(turn === "by nobody" ? 0 : 1);

  world.pass(25 * 60);
  await forgetImports(world.services);
  expect((await world.run(left)).state).toBe(aDayLater);
});

describe("nothing is kept", () => {
  test("of a file that stopped coming", async () => {
    const broken = {
      name: "x.csv",
      async *read() {
        yield Buffer.from(apogee({}));
        throw new Error("the disk is gone");
      },
    };
    await expect(receive(broken)).rejects.toThrow("the disk is gone");
    expect([await pieces(), await isAnyWaiting(world.services)]).toEqual([[], false]);
  });

  test("of one that is refused", async () => {
    const id = await receive(fileOf("a;b\n1;2\n"));
    await workOnNext(world.services);
    expect([await standing(id), await pieces()]).toEqual(["refused", []]);
  });

  test("of one that nobody read within a day", async () => {
    const id = await receive();
    world.pass(25 * 60);
    await forgetImports(world.services);
    expect([await standing(id), await pieces(), await isAnyWaiting(world.services)]).toEqual(["expired", [], false]);
  });

  test("of one whose reader died", async () => {
    const id = await receive();
    await takeToRead(world.db, id, new Date(world.services.clock.now().getTime() + 120_000));
    world.pass(3);
    await forgetImports(world.services);
    expect([await standing(id), await pieces()]).toEqual(["refused", []]);
  });

  test("of one whose application died, and that nobody resumed within a day", async () => {
    const id = await world.plan(fileOf(apogee({})));
    const now = world.services.clock.now();
    const claim = "00000000-0000-4000-8000-000000000000";
    await claimRun(world.db, id, { population: "student", claim, now, until: new Date(now.getTime() + 30_000) });
    world.pass(25 * 60);
    await forgetImports(world.services);
    expect(await standing(id)).toBe("expired");
    expect(await world.lines(id)).toMatchObject([{ content: null, person: null, facts: null, item: null, seen: null }]);
  });
});
