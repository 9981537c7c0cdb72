import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { students, usedIdentifiers } from "@/db/schema";
import { openActivation } from "@/lib/activation/open-activation";
import { caller } from "@/tests/support/first-connections";
import { fileOf, type StaffLine, staff } from "@/tests/support/import-files";
import { type Imports, startImports } from "@/tests/support/imports";

let world: Imports;
beforeEach(async () => {
  world = await startImports();
});
afterEach(() => world.close());

const file = (...lines: StaffLine[]) => fileOf(staff(lines), "personnel.csv", 4_096);
const without = (column: keyof StaffLine, ...lines: StaffLine[]) =>
  fileOf(staff(lines, [column]), "personnel.csv", 4_096);
const foreseen = (...lines: StaffLine[]) => world.foreseen(file(...lines), "staff");
const imported = (...lines: StaffLine[]) => world.imported(file(...lines), "staff");
const another: StaffLine = { Matricule: "41208", Identifiant: "martin-z", Prénom: "Zoé", "Nom de naissance": "Martin" };

test("what nobody sees in a status or a post is dropped, and the line passes", async () => {
  const labels = { Statut: "Contrac\u00adtuelle", Fonction: "\u2060Magasinière" };
  expect(await imported(labels)).toEqual(["2 create new-staff"]);
  expect(await world.students()).toMatchObject([{ status: "Contractuelle", stages: ["Magasinière"] }]);
});

test("a line makes a member of staff, with what the sheet will print, and no enrolment", async () => {
  expect(await foreseen({}, another)).toEqual(["2 create new-staff", "3 create new-staff"]);
  expect(await world.students()).toEqual([]);
  expect(await imported({})).toEqual(["2 create new-staff"]);
  expect(await world.students()).toMatchObject([
    {
      population: "staff",
      studentNumber: "41207",
      identifier: "loeuillet-a",
      mail: "anais.loeuillet@univ.example",
      givenName: "Anaïs",
      familyName: "Lœuillet",
      birthName: null,
      birthDate: "1987-04-17",
      birthPlace: "Arras",
      status: "Contractuelle",
      componentCode: "BU",
      componentName: "Bibliothèque universitaire",
      stages: ["Magasinière"],
      enrolledOn: "2026-11-02",
      withdrawnAt: null,
      activatedAt: null,
    },
  ]);
  expect(await world.enrolments()).toEqual([]);
});

test("the same file twice changes nothing, and a line said twice is one", async () => {
  expect(await imported({}, another, {})).toEqual([
    "2 create new-staff",
    "3 create new-staff",
    "4 unchanged repeated 2",
  ]);
  const before = await world.students();
  expect(await imported({}, another)).toEqual(["2 unchanged", "3 unchanged"]);
  expect(await world.students()).toEqual(before);
});

test("of two files that say the same, read before either was applied, the second finds it done", async () => {
  const ids = [await world.plan(file({}), "staff"), await world.plan(file({}), "staff")];
  for (const id of ids) expect(await world.apply(id, world.services, "staff")).toEqual({ ok: true });
  expect(await world.lines(ids[1] ?? "")).toMatchObject([{ outcome: "create" }]);
  expect(await world.students()).toHaveLength(1);
});

test("what differs is changed and named; the login stays", async () => {
  await imported({});
  const moved: StaffLine = {
    "Nom d’usage": "Durand",
    "Lieu de naissance": "Lens",
    "Adresse mail": "Anais.Durand@univ.example",
    Statut: "Titulaire",
    Fonction: "Bibliothécaire",
  };
  expect(await imported(moved)).toEqual(["2 change names birth mail status post"]);
  expect(await world.students()).toMatchObject([
    {
      identifier: "loeuillet-a",
      familyName: "Durand",
      birthName: "Lœuillet",
      birthPlace: "Lens",
      mail: "anais.durand@univ.example",
      status: "Titulaire",
      stages: ["Bibliothécaire"],
    },
  ]);
});

test.each<[keyof StaffLine, object]>([
  ["Lieu de naissance", { birthPlace: "Arras" }],
  ["Statut", { status: "Contractuelle" }],
  ["Fonction", { stages: ["Magasinière"] }],
  ["Nom d’usage", { familyName: "Lœuillet" }],
])("what a file has no column for stays as it is: %s", async (column, kept) => {
  await imported({});
  expect(await world.imported(without(column, {}), "staff")).toEqual(["2 unchanged"]);
  expect(await world.students()).toMatchObject([kept]);
});

describe("a login", () => {
  test("never changes by a file", async () => {
    await imported({});
    expect(await foreseen({ Identifiant: "durand-a" })).toEqual(["2 refuse identifier-never-changes"]);
  });

  test("that somebody else has is refused, for who is new and for who is known", async () => {
    await imported({}, another);
    expect(await foreseen({ Matricule: "41209" }, { ...another, Identifiant: "loeuillet-a" })).toEqual([
      "2 refuse same-identifier 3",
      "3 refuse same-identifier 2",
    ]);
    expect(await foreseen({ Matricule: "41209" })).toEqual(["2 refuse identifier-of-another"]);
    expect(await foreseen({ ...another, Identifiant: "loeuillet-a" })).toEqual(["2 refuse identifier-of-another"]);
  });

  test("that somebody had, and left, is given to nobody else", async () => {
    await world.db.insert(usedIdentifiers).values({ identifier: "loeuillet-a" });
    expect(await foreseen({})).toEqual(["2 refuse identifier-of-another"]);
  });

  test("finds, with the birth date, who had no number yet", async () => {
    await world.enrol("faure-m");
    const known: StaffLine = { Identifiant: "faure-m", "Date de naissance": "05/10/1991" };
    expect(await foreseen({ ...known, "Date de naissance": "06/10/1991" })).toEqual(["2 refuse identifier-of-another"]);
    expect((await imported(known))[0]).toContain("staff-number");
    expect(await world.students()).toMatchObject([{ identifier: "faure-m", studentNumber: "41207" }]);
  });
});

describe("a departure", () => {
  const newcomer = { identifier: "faure-m", provisionalPassword: "T6WD-H9KV-4PXQ" };
  const known: StaffLine = { Identifiant: "faure-m", "Date de naissance": "05/10/1991" };

  beforeEach(async () => {
    await world.enrol("faure-m");
    await imported(known);
  });

  test("of today revokes the sheet, ends what was begun with it, and says so in the journal", async () => {
    const opened = await openActivation(world.services, newcomer, caller);
    expect(opened.ok).toBe(true);
    expect(await imported({ ...known, "Date de départ": "12/11/2026" })).toEqual(["2 change left"]);
    expect(await world.student("faure-m")).toMatchObject({ withdrawnAt: expect.any(Date) });
    expect(await world.credentials()).toMatchObject([{ revokedAt: expect.any(Date) }]);
    expect((await openActivation(world.services, newcomer, caller)).ok).toBe(false);
    expect((await world.journal()).filter(({ kind }) => kind === "sheet.revoke")).toMatchObject([
      { subject: "faure-m", reason: "departed", actor: "morel-c" },
    ]);
    expect(await imported({ ...known, "Date de départ": "12/11/2026" })).toEqual(["2 unchanged"]);
  });

  test("that a later file corrects leaves the instant when it was known as it was", async () => {
    await imported({ ...known, "Date de départ": "12/11/2026" });
    const { withdrawnAt } = await world.student("faure-m");
    world.pass(60);
    expect(await imported({ ...known, "Date de départ": "12/11/2026", Prénom: "Maxime" })).toEqual(["2 change names"]);
    expect(await world.student("faure-m")).toMatchObject({ givenName: "Maxime", withdrawnAt });
  });

  test("to come is none yet", async () => {
    expect(await imported({ ...known, "Date de départ": "13/11/2026" })).toEqual(["2 unchanged"]);
    expect(await world.credentials()).toMatchObject([{ revokedAt: null }]);
  });

  test("that the file says nothing of any more brings the person back, under the old login", async () => {
    await imported({ ...known, "Date de départ": "10/11/2026" });
    expect(await world.foreseen(without("Date de départ", known), "staff")).toEqual(["2 unchanged"]);
    expect(await foreseen({ ...known, Identifiant: "faure-n" })).toEqual(["2 refuse identifier-never-changes"]);
    expect(await imported({ ...known, "Date d’arrivée": "12/11/2026" })).toEqual(["2 change post back"]);
    expect(await world.student("faure-m")).toMatchObject({ withdrawnAt: null, enrolledOn: "2026-11-12" });
  });
});

test("somebody who left before the register heard of them is nobody", async () => {
  expect(await imported({ "Date de départ": "10/11/2026" })).toEqual(["2 unchanged left-before"]);
  expect(await world.students()).toEqual([]);
});

describe("bad lines are refused one by one, all that is wrong with each, and the others pass", () => {
  test.each<[string, StaffLine, string]>([
    ["no number", { Matricule: " " }, "no-staff-number"],
    ["no login", { Identifiant: "" }, "no-login"],
    ["a login of another shape", { Identifiant: "anais.loeuillet" }, "login-shape"],
    ["a student’s identifier", { Identifiant: "anais.loeuillet@etu.univ.example" }, "login-shape"],
    ["no mail", { "Adresse mail": "" }, "no-mail"],
    ["a mail that is none", { "Adresse mail": "anais" }, "mail-shape mail-domain"],
    ["a mail from elsewhere", { "Adresse mail": "anais@gmail.com" }, "mail-domain"],
    ["a student’s mail", { "Adresse mail": "anais@etu.univ.example" }, "mail-domain"],
    ["no family name", { "Nom de naissance": "" }, "no-family-name"],
    ["no first name", { Prénom: "" }, "no-given-name"],
    ["no birth date", { "Date de naissance": "" }, "no-birth-date"],
    ["a day that does not exist", { "Date de naissance": "31/02/1987" }, "no-such-date"],
    ["a birth to come", { "Date de naissance": "13/11/2026" }, "birth-in-future"],
    ["no service", { "Code service": "" }, "no-service"],
    ["no arrival", { "Date d’arrivée": "" }, "no-arrival"],
    ["an arrival to come", { "Date d’arrivée": "13/11/2026" }, "arrival-in-future"],
    ["a departure that does not exist", { "Date de départ": "31/11/2026" }, "no-such-date"],
    ["a departure before the arrival", { "Date de départ": "01/11/2026" }, "left-before-arrival"],
    ["a formula", { Fonction: "=cmd()" }, "formula"],
    ["too much", { Service: "x".repeat(121) }, "too-long"],
    ["several of these", { Matricule: "", Identifiant: "", "Code service": "" }, "no-staff-number no-login no-service"],
  ])("%s", async (_, line, reasons) => {
    expect(await imported(another, line)).toEqual(["2 create new-staff", `3 refuse ${reasons}`]);
    expect(await world.students()).toHaveLength(1);
  });

  test("two lines that disagree on one person are both refused, each naming the other", async () => {
    expect(await foreseen({}, another, { Fonction: "Bibliothécaire" })).toEqual([
      "2 refuse disagrees 4",
      "3 create new-staff",
      "4 refuse disagrees 2",
    ]);
  });

  test("two files read before either was applied make one of one person", async () => {
    const ids = [await world.plan(file({}), "staff"), await world.plan(file({}, another), "staff")];
    for (const id of ids) expect(await world.apply(id, world.services, "staff")).toEqual({ ok: true });
    expect(await world.students()).toHaveLength(2);
  });

  test("a line whose person changed since the check is refused, and the others pass", async () => {
    await imported({});
    const id = await world.plan(file({ Fonction: "Bibliothécaire" }, another), "staff");
    await world.db.update(students).set({ givenName: "Anne" }).where(eq(students.identifier, "loeuillet-a"));
    expect(await world.apply(id, world.services, "staff")).toEqual({ ok: true });
    expect(await world.lines(id)).toMatchObject([{ outcome: "refuse", reasons: ["overtaken"] }, { outcome: "create" }]);
    expect(await world.student("loeuillet-a")).toMatchObject({ givenName: "Anne", stages: ["Magasinière"] });
  });
});
