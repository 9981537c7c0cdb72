import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { students } from "@/db/schema";
import type { Population } from "@/lib/population";
import { applyImport } from "@/lib/register-import/apply-import";
import { insertRun } from "@/lib/register-import/queries";
import { readLastRuns, readLines, readRun } from "@/lib/register-import/read-run";
import { askToApply } from "@/lib/register-import/waiting/ask-to-apply";
import { receiveFile, refuseUnread } from "@/lib/register-import/waiting/receive-file";
import { workOnNext } from "@/lib/register-import/waiting/work-on-next";
import { whoseFile } from "@/lib/register-import/whose-file";
import { apogee, fileOf, staff } from "@/tests/support/import-files";
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
  expect(await readLines(world.services, id, null, 1, "student")).toHaveLength(1);
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
  expect(await readRun(world.services, id, "student")).toBeNull();
  expect(await readRun(world.services, id, "staff")).toMatchObject({ standing: "refused" });
});

describe("a number that is a student’s and a member of staff’s too", () => {
  const number = "22600001";
  const hired = fileOf(staff([{ Matricule: number }]), "personnel.csv");
  const enrolled = fileOf(apogee({ COD_ETU: number }));

  test.each([
    ["enrolments first", ["student", "staff"]],
    ["staff first", ["staff", "student"]],
  ] as const)("names two people, whoever came first: %s", async (_, order) => {
    for (const population of order) {
      const came = await world.imported(population === "staff" ? hired : enrolled, population);
      expect(came).toEqual([`2 create new-${population}`]);
    }
    const before = await world.students();
    expect(before).toMatchObject([
      { identifier: "anais.loeuillet@etu.univ.example", population: "student", studentNumber: number },
      { identifier: "loeuillet-a", population: "staff", studentNumber: number },
    ]);

    const named = { LIB_NOM_PAT_IND: "Bernard" };
    await world.imported(fileOf(apogee({ ...named, ETA_IAE: "A" })));
    await world.imported(fileOf(staff([{ Matricule: number, Prénom: "Anne" }])), "staff");
    expect(await world.students()).toMatchObject([
      { familyName: "Bernard", givenName: "Anaïs", withdrawnAt: expect.any(Date) },
      { familyName: "Lœuillet", givenName: "Anne", withdrawnAt: null },
    ]);
  });

  test("is no student’s to a file of cards, nor is a login", async () => {
    await world.imported(hired, "staff");
    const header = "Numéro de carte;Numéro étudiant;Identifiant;Valable jusqu’au;État de la carte";
    const cards = [`E2600777;${number};;31/08/2027;en cours`, "E2600778;;loeuillet-a;31/08/2027;en cours"];
    expect(await world.imported(fileOf([header, ...cards].join("\n")))).toEqual([
      "2 refuse unknown-student",
      "3 refuse unknown-student",
    ]);
    expect(await world.cards()).toEqual([]);
  });
});

test("a login that the register knows as a student’s is nobody else’s", async () => {
  await world.db.insert(students).values({
    identifier: "loeuillet-a",
    ...{ mail: "a@x.example", givenName: "A", familyName: "B", birthDate: "1987-04-17" },
    ...{ componentCode: "X", componentName: "X", enrolledOn: "2026-09-01" },
  });
  expect(await world.imported(fileOf(staff([{}])), "staff")).toEqual(["2 refuse identifier-of-another"]);
  expect(await world.students()).toMatchObject([{ population: "student", studentNumber: null }]);
});

describe("whose file it is, is told by its columns", () => {
  test.each<[string, string, Population]>([
    ["of Apogée", apogee({}), "student"],
    ["of cards", "Numéro de carte;Identifiant;Valable jusqu’au;État de la carte", "student"],
    ["of staff", staff([{}]), "staff"],
    ["of staff, one of them missing", staff([{}], ["Matricule"]), "staff"],
    ["of nobody", "a;b\n", "student"],
  ])("%s", async (_, content, population) => {
    expect(await whoseFile(world.services, fileOf(content))).toBe(population);
  });

  test("where staff are no population, a file of theirs is none that we know", async () => {
    const institution = { ...world.services.institution, populations: {} };
    expect(await whoseFile({ institution }, fileOf(staff([{}])))).toBe("student");
  });
});
