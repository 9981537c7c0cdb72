import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { activations, students, usedIdentifiers } from "@/db/schema";
import { openActivation } from "@/lib/activation/open-activation";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { activationOf, asked, caller, camille, untilPassword } from "@/tests/support/first-connections";
import { type ApogeeLine, apogee, fileOf } from "@/tests/support/import-files";
import { type Imports, startImports } from "@/tests/support/imports";

let world: Imports;
beforeEach(async () => {
  world = await startImports();
});
afterEach(() => world.close());

const file = (...lines: ApogeeLine[]) => fileOf(apogee(...lines), "inscriptions.csv", 4_096);
const another: ApogeeLine = {
  COD_ETU: "22600002",
  COD_NNE_IND: "060112346C",
  LIB_NOM_PAT_IND: "Martin",
  LIB_PR1_IND: "Zoé",
};

test("a dry run says what would come, and writes nothing in the register", async () => {
  expect(await world.foreseen(file({}, another))).toEqual(["2 create new-student", "3 create new-student"]);
  expect(await world.students()).toEqual([]);
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "import.plan",
    outcome: "succeeded",
    actor: "morel-c",
    details: { create: 2, change: 0, unchanged: 0, refuse: 0 },
  });
});

test("an enrolment makes a student, with what the sheet will print", async () => {
  await world.imported(file({}));
  const [student] = await world.students();
  expect(student).toMatchObject({
    identifier: "anais.loeuillet@etu.univ.example",
    mail: "anais.loeuillet@etu.univ.example",
    studentNumber: "22600001",
    ine: "060112345AB",
    givenName: "Anaïs",
    familyName: "Lœuillet",
    birthName: null,
    birthDate: "2007-04-17",
    birthPlace: "Arras",
    componentCode: "ECO",
    componentName: "Économie",
    stages: ["Licence 1 Économie et gestion"],
    enrolledOn: "2026-09-02",
    withdrawnAt: null,
    activatedAt: null,
  });
  expect(await world.enrolments()).toMatchObject([
    { year: 2026, stageCode: "L1ECO", stageVersion: "261", state: "in-force" },
  ]);
});

test("what nobody sees in a label is dropped, and the line passes", async () => {
  const labels = { LIB_VIL_NAI_ETU: "\u200eArras", LIB_CMP: "Éco\u00adnomie", LIB_ETP: "\uf0b7 L1\u200b Économie" };
  expect(await world.imported(file(labels))).toEqual(["2 create new-student"]);
  expect(await world.students()).toMatchObject([
    { birthPlace: "Arras", componentName: "Économie", stages: ["L1 Économie"] },
  ]);
});

test("the same file twice changes nothing", async () => {
  const lines = [{}, another, { ...another, COD_ETP: "L1DRO", ETA_IAE: "A" }];
  await world.imported(file(...lines));
  const before = [await world.students(), await world.enrolments()];
  expect(await world.imported(file(...lines))).toEqual(["2 unchanged", "3 unchanged", "4 unchanged cancelled-before"]);
  expect([await world.students(), await world.enrolments()]).toEqual(before);
});

test("a student of two stages is one student, enrolled since the first of them", async () => {
  const second = { COD_ETP: "DUENV", LIB_ETP: "DU Environnement", DAT_CRE_IAE: "01/09/2026" };
  expect(await world.imported(file({}, second, {}))).toEqual([
    "2 create new-student",
    "3 create new-student",
    "4 unchanged repeated 2",
  ]);
  expect(await world.students()).toMatchObject([
    { stages: ["DU Environnement", "Licence 1 Économie et gestion"], enrolledOn: "2026-09-01" },
  ]);
});

test("the latest year decides what is printed, and older enrolments are kept", async () => {
  await world.imported(file({ COD_ANU: "2025", DAT_CRE_IAE: "02/09/2025", LIB_ETP: "Terminale" }));
  expect(await world.imported(file({}))).toEqual(["2 change new-stage"]);
  expect(await world.students()).toMatchObject([
    { stages: ["Licence 1 Économie et gestion"], enrolledOn: "2026-09-02" },
  ]);
  expect(await world.enrolments()).toHaveLength(2);
});

test("two versions of a stage are two enrolments", async () => {
  await world.imported(file({}, { COD_VRS_VET: "262" }));
  expect(await world.enrolments()).toHaveLength(2);
});

test("what differs is changed and named; the identifier stays", async () => {
  await world.imported(file({}));
  const married = {
    LIB_NOM_USU_IND: "Durand",
    COD_NNE_IND: "060112399X",
    LIB_VIL_NAI_ETU: "Lens",
    LIB_ETP: "L1 Économie",
  };
  expect(await world.imported(file(married))).toEqual(["2 change names birth numbers stage"]);
  expect(await world.students()).toMatchObject([
    { familyName: "Durand", birthName: "Lœuillet", ine: "060112399XB", identifier: "anais.loeuillet@etu.univ.example" },
  ]);
});

describe("identifiers", () => {
  const homonym = (number: string): ApogeeLine => ({
    COD_ETU: number,
    COD_NNE_IND: `06${number}`,
    COD_CLE_NNE_IND: "Z",
  });

  test("homonyms are numbered, and keep their number from one file to the next", async () => {
    await world.imported(file({}, homonym("22600002")));
    await world.imported(file(homonym("22600003"), {}, homonym("22600002")));
    expect((await world.students()).map(({ identifier, studentNumber }) => [identifier, studentNumber])).toEqual([
      ["anais.loeuillet01@etu.univ.example", "22600002"],
      ["anais.loeuillet02@etu.univ.example", "22600003"],
      ["anais.loeuillet@etu.univ.example", "22600001"],
    ]);
  });

  test("one that somebody had, and left, is given to nobody else", async () => {
    await world.db.insert(usedIdentifiers).values({ identifier: "anais.loeuillet@etu.univ.example" });
    await world.imported(file({}));
    expect(await world.students()).toMatchObject([{ identifier: "anais.loeuillet01@etu.univ.example" }]);
  });

  test("and those of one file are numbered in its order all the same", async () => {
    await world.db.insert(usedIdentifiers).values({ identifier: "anais.loeuillet@etu.univ.example" });
    await world.imported(file(homonym("22600002"), homonym("22600003")));
    expect((await world.students()).map(({ identifier, studentNumber }) => [identifier, studentNumber])).toEqual([
      ["anais.loeuillet01@etu.univ.example", "22600002"],
      ["anais.loeuillet02@etu.univ.example", "22600003"],
    ]);
  });

  test("no homonym gets one that the institution's pattern refuses; the other lines pass", async () => {
    const patterns = { ...world.services.institution.patterns, studentIdentifier: /^[a-z.]+@etu\.univ\.example$/ };
    const institution = { ...world.services.institution, patterns };
    const id = await world.plan(file({}, homonym("22600003"), { ...homonym("22600003"), COD_ETP: "L2" }, another));
    await world.apply(id, { ...world.services, institution });
    expect((await world.lines(id)).map(({ outcome, reasons }) => [outcome, ...reasons].join(" "))).toEqual([
      "create new-student",
      "refuse no-identifier",
      "refuse no-identifier",
      "create new-student",
    ]);
    expect((await world.students()).map(({ identifier, studentNumber }) => [identifier, studentNumber])).toEqual([
      ["anais.loeuillet@etu.univ.example", "22600001"],
      ["zoe.martin@etu.univ.example", "22600002"],
    ]);
  });

  test("neither is one that an entry of the directory has, and the register does not know", async () => {
    await world.imported(file({ LIB_PR1_IND: "Hugo", LIB_NOM_PAT_IND: "Bernard" }));
    expect(await world.students()).toMatchObject([{ identifier: "hugo.bernard01@etu.univ.example" }]);
  });

  const plain = (...rows: string[]) =>
    fileOf(
      `Numéro étudiant;Identifiant;Nom de naissance;Prénom;Date de naissance;Code composante;Composante;Code étape;Étape;Année;Date d’inscription\n${rows.join("\n")}\n`,
    );
  const rest = "Martin;Camille;17/04/2007;ECO;Économie;L1;Licence 1;2026-2027;02/09/2026";

  test("one that somebody had, and left, is refused to whoever the file gives it to", async () => {
    await world.db.insert(usedIdentifiers).values({ identifier: "c.martin@etu.univ.example" });
    expect(await world.imported(plain(`1;c.martin@etu.univ.example;${rest}`))).toEqual([
      "2 refuse identifier-of-another",
    ]);
    expect(await world.students()).toEqual([]);
  });

  test("one whose student was born that very day, with another INE, is another person's", async () => {
    await world.imported(plain(`;c.martin@etu.univ.example;${rest}`));
    await world.db.update(students).set({ ine: "060112345AB" });
    const withIne = `INE;Identifiant;Nom de naissance;Prénom;Date de naissance;Code composante;Composante;Code étape;Étape;Année;Date d’inscription\n060112346CD;c.martin@etu.univ.example;${rest}\n`;
    expect(await world.foreseen(fileOf(withIne))).toEqual(["2 refuse identifier-of-another"]);
  });

  test("one that the file gives is kept", async () => {
    await world.imported(plain(`1;c.martin@etu.univ.example;${rest}`));
    expect(await world.students()).toMatchObject([{ identifier: "c.martin@etu.univ.example", studentNumber: "1" }]);
  });

  test.each([
    ["of another domain", "camille@gmail.com", "identifier-shape"],
    ["of another shape", "Camille Martin", "identifier-shape"],
  ])("one %s is refused", async (_, identifier, reason) => {
    expect(await world.foreseen(plain(`1;${identifier};${rest}`))).toEqual([`2 refuse ${reason}`]);
  });

  test("one that is another person's is refused", async () => {
    await world.enrol(camille.identifier);
    const born = rest.replace("2007", "2006");
    expect(await world.foreseen(plain(`1;${camille.identifier};${born}`))).toEqual(["2 refuse identifier-of-another"]);
  });

  test("it finds who had no number yet, by the birth date too, and gives it to them", async () => {
    await world.enrol(camille.identifier);
    expect((await world.imported(plain(`1;${camille.identifier};${rest}`)))[0]).toContain("2 change");
    expect(await world.students()).toMatchObject([{ identifier: camille.identifier, studentNumber: "1" }]);
  });

  test("it never changes by a file", async () => {
    await world.imported(plain(`1;c.martin@etu.univ.example;${rest}`));
    expect(await world.foreseen(plain(`1;camille.m@etu.univ.example;${rest}`))).toEqual([
      "2 refuse identifier-never-changes",
    ]);
  });

  test("one that two students of the file have is given to neither", async () => {
    expect(await world.foreseen(plain(`1;c.m@etu.univ.example;${rest}`, `2;c.m@etu.univ.example;${rest}`))).toEqual([
      "2 refuse same-identifier 3",
      "3 refuse same-identifier 2",
    ]);
  });
});

describe("a cancelled enrolment", () => {
  const withCard: ApogeeLine = { LIB_PR1_IND: "Camille", LIB_NOM_PAT_IND: "Martin" };

  test("revokes the sheet, ends what was begun with it, and says so in the journal", async () => {
    await world.enrol(camille.identifier);
    await world.db.update(students).set({ studentNumber: "22600001", ine: "060112345AB" });
    await world.imported(file(withCard));
    const opened = await openActivation(world.services, camille, caller);
    expect(opened.ok).toBe(true);

    expect(await world.imported(file({ ...withCard, ETA_IAE: "A" }))).toEqual(["2 change cancelled"]);
    expect(await world.student(camille.identifier)).toMatchObject({ withdrawnAt: expect.any(Date), stages: [] });
    expect(await world.credentials()).toMatchObject([{ revokedAt: expect.any(Date) }]);
    expect((await openActivation(world.services, camille, caller)).ok).toBe(false);
    expect((await world.journal()).filter(({ kind }) => kind === "sheet.revoke")).toMatchObject([
      { subject: camille.identifier, reason: "enrolment-cancelled", actor: "morel-c" },
    ]);
  });

  test("lets through a password that is on its way to the directory", async () => {
    await world.enrol(camille.identifier);
    await world.db.update(students).set({ studentNumber: "22600001", ine: "060112345AB" });
    await world.imported(file(withCard));
    await openActivation(world.services, camille, caller);
    const claimedUntil = new Date(world.services.clock.now().getTime() + 20_000);
    await world.db.update(activations).set({ claimedUntil });
    await world.imported(file({ ...withCard, ETA_IAE: "A" }));
    expect(await world.db.select().from(activations)).toMatchObject([{ endedAt: null, claimedUntil }]);
  });

  test("of a student whose account is open revokes and ends nothing more", async () => {
    await world.enrol(camille.identifier);
    await world.db.update(students).set({ studentNumber: "22600001", ine: "060112345AB" });
    await world.imported(file(withCard));
    const token = await untilPassword(world, camille);
    const typed = { newPassword: "Canal-37-Bruyere", newPasswordConfirmation: "Canal-37-Bruyere" };
    expect(await setFirstPassword(world.services, await activationOf(world, token), typed, asked)).toMatchObject({
      ok: true,
    });
    expect(await world.imported(file({ ...withCard, ETA_IAE: "A" }))).toEqual(["2 change cancelled"]);
    expect(await world.credentials()).toMatchObject([{ spentAt: expect.any(Date), revokedAt: null }]);
    expect(await world.db.select().from(activations)).toMatchObject([{ completedAt: expect.any(Date), endedAt: null }]);
    expect((await world.journal()).filter(({ kind }) => kind === "sheet.revoke")).toEqual([]);
  });

  test("that a later file corrects leaves the day of the withdrawal as it was", async () => {
    await world.imported(file({}));
    await world.imported(file({ ETA_IAE: "A" }));
    const [before] = await world.students();
    world.pass(60);
    expect(await world.imported(file({ ETA_IAE: "A", LIB_PR1_IND: "Anna" }))).toEqual(["2 change names"]);
    const [after] = await world.students();
    expect(after).toMatchObject({ givenName: "Anna", withdrawnAt: before?.withdrawnAt });
  });

  test("leaves a student who has another one in force", async () => {
    const other = { COD_ETP: "DUENV" };
    await world.imported(file({}, other));
    await world.imported(file({ ETA_IAE: "A" }, other));
    expect(await world.students()).toMatchObject([{ withdrawnAt: null }]);
    expect((await world.enrolments()).map(({ state }) => state)).toEqual(["in-force", "cancelled"]);
  });

  test("that is in force again brings the student back, under the same identifier", async () => {
    await world.imported(file({}));
    await world.imported(file({ ETA_IAE: "A" }));
    expect(await world.imported(file({}))).toEqual(["2 change reinstated"]);
    expect(await world.students()).toMatchObject([
      { withdrawnAt: null, identifier: "anais.loeuillet@etu.univ.example" },
    ]);
  });

  test("of somebody whom the register never had makes nobody", async () => {
    expect(await world.imported(file({ ETA_IAE: "A" }))).toEqual(["2 unchanged cancelled-before"]);
    expect(await world.students()).toEqual([]);
  });
});

describe("bad lines are refused one by one, all that is wrong with each, and the others pass", () => {
  test.each<[string, ApogeeLine, string]>([
    ["a day that does not exist", { DATE_NAI_IND: "31/02/2007" }, "no-such-date"],
    ["what is no day, cut where a character has two halves", { DATE_NAI_IND: `${"?".repeat(29)}😀?` }, "no-such-date"],
    ["an INE of another shape", { COD_NNE_IND: "12" }, "ine-shape"],
    ["an enrolment to come", { DAT_CRE_IAE: "13/11/2026" }, "enrolled-in-future"],
    ["a birth to come", { DATE_NAI_IND: "13/11/2026" }, "birth-in-future"],
    ["no family name", { LIB_NOM_PAT_IND: " " }, "no-family-name"],
    ["no first name", { LIB_PR1_IND: "" }, "no-given-name"],
    ["nobody's number", { COD_ETU: "", COD_NNE_IND: "", COD_CLE_NNE_IND: "" }, "no-key"],
    ["a formula", { LIB_NOM_PAT_IND: "=cmd()" }, "formula"],
    ["a formula in a place", { LIB_VIL_NAI_ETU: "@SUM(A1)" }, "formula"],
    ["a year that is none", { COD_ANU: "26" }, "no-year"],
    ["no stage and no component", { COD_ETP: "", COD_CMP: "" }, "no-component no-stage"],
    ["a name without Latin letters", { LIB_PR1_IND: "李" }, "no-identifier"],
    [
      "more names than an identifier has room for",
      { LIB_PR1_IND: "Ana da Luz", LIB_NOM_PAT_IND: "E Sá e Melo e Sá e Reis" },
      "no-identifier",
    ],
    ["a number with a letter that nobody sees", { COD_ETU: "22600001\u200b" }, "control-character"],
    ["a name with one, which is not missing", { LIB_NOM_PAT_IND: "Lœuil\u00adlet" }, "control-character"],
    ["one in the only number", { COD_ETU: "1\u200b", COD_NNE_IND: "", COD_CLE_NNE_IND: "" }, "control-character"],
    ["one in a code", { COD_ETP: "L1\ufeff\u200bECO" }, "control-character"],
    ["a state that is left empty", { ETA_IAE: "" }, "unknown-state"],
    ["too short a line", { COD_ANU: undefined }, "no-year"],
  ])("%s", async (_, line, reasons) => {
    expect(await world.imported(file(another, line))).toEqual(["2 create new-student", `3 refuse ${reasons}`]);
    expect(await world.students()).toHaveLength(1);
  });

  test.each<[string, ApogeeLine, string]>([
    ["on the name of a person", { LIB_PR1_IND: "Anne" }, "disagrees"],
    ["on a birth date", { DATE_NAI_IND: "18/04/2007" }, "disagrees"],
    ["on one and the same stage", { ETA_IAE: "A" }, "disagrees"],
    ["on whose INE it is", { COD_ETU: "22600009" }, "same-ine"],
  ])("two lines that disagree %s are both refused, each naming the other", async (_, line, reason) => {
    expect(await world.foreseen(file({}, another, line))).toEqual([
      `2 refuse ${reason} 4`,
      "3 create new-student",
      `4 refuse ${reason} 2`,
    ]);
  });

  test("an INE that the register knows as another student's", async () => {
    await world.imported(file({}));
    expect(await world.foreseen(file({ COD_ETU: "22600009" }))).toEqual(["2 refuse ine-of-another"]);
  });
});

describe("a student whom the register knows", () => {
  beforeEach(() => world.imported(file({})));
  const byNumber = { COD_NNE_IND: "", COD_CLE_NNE_IND: "" };
  const byIne = { COD_ETU: "" };

  test("may be named by number or by INE", async () => {
    expect(await world.imported(file({ ...byNumber, COD_ETP: "L2" }))).toEqual(["2 change new-stage"]);
    expect(await world.imported(file({ ...byIne, COD_ETP: "L3" }))).toEqual(["2 change new-stage"]);
  });

  test("and is one person under both: two lines that name them differently are refused", async () => {
    expect(await world.imported(file({ ...byNumber, COD_ETP: "L2" }, { ...byIne, COD_ETP: "L2" }))).toEqual([
      "2 refuse disagrees 3",
      "3 refuse disagrees 2",
    ]);
  });

  test("keeps their identifier under a name of which none could be made", async () => {
    const renamed = { LIB_PR1_IND: "李" };
    expect(await world.imported(file(renamed))).toEqual(["2 change names"]);
    expect(await world.imported(file({ ...renamed, ETA_IAE: "A" }))).toEqual(["2 change cancelled"]);
    expect(await world.students()).toMatchObject([
      { identifier: "anais.loeuillet@etu.univ.example", givenName: "李", withdrawnAt: expect.any(Date) },
    ]);
  });

  test("is not made a second time by a number that another line of the file gives them", async () => {
    await world.db.update(students).set({ studentNumber: null });
    expect(await world.imported(file({ COD_ETP: "L2" }, { ...byNumber, COD_ETP: "L3" }))).toEqual([
      "2 refuse disagrees 3",
      "3 refuse disagrees 2",
    ]);
  });
});

describe("what a file has no column for stays as it is", () => {
  const married = { LIB_NOM_USU_IND: "Durand" };
  const header =
    "Numéro étudiant;Identifiant;NAME;Prénom;Date de naissance;Code composante;Composante;Code étape;Version d’étape;Étape;Année;Date d’inscription";
  const short = (column: string, name: string) =>
    fileOf(
      `${header.replace("NAME", column)}\n22600001;anais.loeuillet@etu.univ.example;${name};Anaïs;17/04/2007;ECO;Économie;L1ECO;261;Licence 1 Économie et gestion;2026;02/09/2026\n`,
    );

  beforeEach(async () => {
    await world.imported(file({}));
    await world.imported(file(married));
    await world.db.update(students).set({ mail: "anais@perso.example", status: "Apprentie" });
  });

  test.each([
    ["the name at birth", "Nom d’usage", "Durand"],
    ["the usual name", "Nom de naissance", "Lœuillet"],
  ])("%s, the mail, the place of birth and the status", async (_, column, name) => {
    expect(await world.imported(short(column, name))).toEqual(["2 unchanged"]);
    expect(await world.students()).toMatchObject([
      {
        familyName: "Durand",
        birthName: "Lœuillet",
        birthPlace: "Arras",
        mail: "anais@perso.example",
        status: "Apprentie",
      },
    ]);
  });

  test("the state: a cancelled enrolment stays cancelled", async () => {
    await world.imported(file({ ...married, ETA_IAE: "A" }));
    expect(await world.imported(short("Nom d’usage", "Durand"))).toEqual(["2 unchanged"]);
    expect(await world.enrolments()).toMatchObject([{ state: "cancelled" }]);
  });

  test("and an empty usual name, where there is a column for it, is one that is no more", async () => {
    expect(await world.imported(file({}))).toEqual(["2 change names"]);
    expect(await world.students()).toMatchObject([{ familyName: "Lœuillet", birthName: null }]);
  });
});
