import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { students } from "@/db/schema";
import { countStuckStudents, findStuck, findStudents } from "@/lib/student-file/find-students";
import { camille, open, revokeSheets, startWorld, today, type World } from "@/tests/support/first-connections";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.enrol(
    "camille.martin@etu.univ.example",
    "ines.benali@etu.univ.example",
    "zoe.lefevre@etu.univ.example",
    "noe.garnier@etu.univ.example",
    "hugo.bernard@etu.univ.example",
    "tom.rousseau@etu.univ.example",
  );
  await world.db.insert(students).values({
    identifier: "marie-eve.d-angelo@etu.univ.example",
    mail: "marie-eve.d-angelo@etu.univ.example",
    givenName: "Marie-Ève",
    familyName: "Lœuillet",
    birthName: "D’Angelo",
    studentNumber: "22604711",
    birthDate: "2007-02-03",
    componentCode: "ECO",
    componentName: "Économie",
    enrolledOn: "2026-09-01",
  });
});
afterEach(() => world.setNow(today));
afterAll(() => world.close());

async function found(text: string) {
  const findings = await findStudents(world.services, text, "student");
  return findings?.students.map(({ identifier }) => identifier.split("@")[0]);
}

test.each([
  ["martin", ["camille.martin"]],
  ["MART cam", ["camille.martin"]],
  ["lefevre", ["zoe.lefevre"]],
  ["Zoë", ["zoe.lefevre"]],
  ["ine", ["ines.benali"]],
  ["loeuillet", ["marie-eve.d-angelo"]],
  ["d'angelo", ["marie-eve.d-angelo"]],
  ["eve marie", ["marie-eve.d-angelo"]],
  ["artin", []],
  ["hugo.b", ["hugo.bernard"]],
  ["22604711", ["marie-eve.d-angelo"]],
  ["E2500104", ["hugo.bernard"]],
  ["e 2500 109", ["tom.rousseau"]],
  ["E2599999", []],
  ["%", undefined],
  ["cam%", ["camille.martin"]],
  ["camille_martin@", []],
  ["camille.martin\\", []],
  ["'; drop table students; --", []],
])("%j finds %j", async (text, identifiers) => {
  expect(await found(text)).toEqual(identifiers);
});

test("names come as a dictionary has them, accents aside", async () => {
  const { id } = await world.student("camille.martin@etu.univ.example");
  const rename = (familyName: string) => world.db.update(students).set({ familyName }).where(eq(students.id, id));
  await rename("Élan");
  expect(await found("e")).toEqual(["camille.martin", "marie-eve.d-angelo"]);
  await rename("Martin");
});

test("fifty are shown, by name, and more are announced", async () => {
  const many = await startWorld(world.ldap);
  await many.db.insert(students).values(
    Array.from({ length: 60 }, (_, index) => ({
      identifier: `jean.dupont${String(index).padStart(2, "0")}@etu.univ.example`,
      mail: "jean.dupont@etu.univ.example",
      givenName: "Jean",
      familyName: "Dupont",
      birthDate: "2007-02-03",
      componentCode: "ECO",
      componentName: "Économie",
      enrolledOn: "2026-09-01",
    })),
  );
  const findings = await findStudents(many.services, "dupont", "student");
  expect(findings).toMatchObject({ isMore: true });
  expect(findings?.students).toHaveLength(50);
  expect(findings?.students[0]?.identifier).toBe("jean.dupont00@etu.univ.example");
  await many.close();
});

test("who waits for the registrar is counted and named, by what is missing", async () => {
  const ines = await world.student("ines.benali@etu.univ.example");
  await revokeSheets(world.db, ines.id, today);
  await open(world, camille);
  world.pass(120);
  expect(await countStuckStudents(world.services, "student")).toEqual([
    { reason: "no-sheet", count: 2 },
    { reason: "sheet-expired", count: 1 },
    { reason: "unfinished", count: 1 },
  ]);
  const named = async (reason: "no-sheet" | "sheet-expired" | "unfinished") =>
    (await findStuck(world.services, reason, "student")).students.map(({ givenName }) => givenName);
  expect(await named("no-sheet")).toEqual(["Inès", "Marie-Ève"]);
  expect(await named("sheet-expired")).toEqual(["Noé"]);
  expect(await named("unfinished")).toEqual(["Camille"]);
});
