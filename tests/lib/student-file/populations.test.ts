import { afterEach, beforeEach, expect, test } from "vitest";
import { cards } from "@/db/schema";
import type { Population } from "@/lib/population";
import { prolongSheet, revokeSheet } from "@/lib/student-file/change-sheet";
import { declareCardLost } from "@/lib/student-file/declare-card-lost";
import { countStuckStudents, findStuck, findStudents } from "@/lib/student-file/find-students";
import { readStudentFile } from "@/lib/student-file/read-file";
import { type Desk, desk, startDesk } from "@/tests/support/desk";
import { camille, maxime, revokeSheets, today } from "@/tests/support/first-connections";

let world: Desk;
beforeEach(async () => {
  world = await startDesk();
  await world.enrol(maxime.identifier);
});
afterEach(() => world.close());

/** The office that keeps each, and somebody whom the other keeps. */
const offices = [
  { population: "student", own: camille.identifier, other: maxime.identifier, clerk: "morel-c" },
  { population: "staff", own: maxime.identifier, other: camille.identifier, clerk: "roche-j" },
] as const satisfies { population: Population; own: string; other: string; clerk: string }[];

test.each(offices)(
  "who looks for $population finds nobody else, by name or identifier",
  async ({ population, own, other }) => {
    const found = async (text: string) =>
      (await findStudents(world.services, text, population))?.students.map(({ identifier }) => identifier);
    for (const text of [own, own.split(/[.@-]/)[0] ?? ""]) expect(await found(text)).toEqual([own]);
    for (const text of [other, other.split(/[.@-]/)[0] ?? ""]) expect(await found(text)).toEqual([]);
  },
);

test("where a login looks like a name, staff are found by either", async () => {
  const { institution } = world.services;
  const patterns = { ...institution.patterns, staffLogin: /^(?:[a-z]+(?:[.-][a-z]+)*)$/ };
  const services = { ...world.services, institution: { ...institution, patterns } };
  for (const text of ["Faure", "maxime", "faure-m"])
    expect(await findStudents(services, text, "staff"), text).toMatchObject({ students: [{ identifier: "faure-m" }] });
  expect(await findStudents(services, "Durand", "staff")).toMatchObject({ students: [] });
});

test("no card is looked for among staff", async () => {
  const { id: studentId } = await world.student(maxime.identifier);
  await world.db.insert(cards).values({ number: "E2699001", studentId, state: "in-force", validUntil: "2027-09-30" });
  for (const population of ["student", "staff"] as const)
    expect(await findStudents(world.services, "E2699001", population)).toMatchObject({ students: [] });
});

test.each(offices)("of those who wait, each office sees its own: $population", async ({ population, own, other }) => {
  for (const identifier of [own, other]) {
    const { id } = await world.student(identifier);
    await revokeSheets(world.db, id, today);
  }
  expect((await countStuckStudents(world.services, population))[0]).toEqual({ reason: "no-sheet", count: 1 });
  expect((await findStuck(world.services, "no-sheet", population)).students).toMatchObject([{ identifier: own }]);
});

test.each(offices)(
  "the file of another population is nobody’s, and trying leaves it alone: $population",
  async ({ population, own, other, clerk }) => {
    const by = { ...(await world.signedIn(clerk)), caller: desk };
    const before = await world.credentials();
    const lines = await world.linesOf(async () => {
      expect(await readStudentFile(world.services, { identifier: other, population }, by)).toBeNull();
      for (const change of [revokeSheet, prolongSheet]) {
        expect(await change(world.services, { ...by, identifier: other, population })).toEqual({
          ok: false,
          reason: "unknown-student",
        });
      }
    });
    expect(lines).toEqual([]);
    expect(await world.credentials()).toEqual(before);

    const file = await readStudentFile(world.services, { identifier: own, population }, by);
    expect(file?.student).toMatchObject({ population, identifier: own });
    expect(await revokeSheet(world.services, { ...by, identifier: own, population })).toEqual({ ok: true });
  },
);

test("a sheet of staff is prolonged for as long as their own rule says", async () => {
  const { institution } = world.services;
  const staff = { ...institution.populations.staff, sheetValidityDays: 10 } as typeof institution.populations.staff;
  const services = { ...world.services, institution: { ...institution, populations: { staff } } };
  const by = { ...(await world.signedIn("roche-j")), caller: desk };
  await prolongSheet(services, { ...by, identifier: maxime.identifier, population: "staff" });
  const file = await readStudentFile(services, { identifier: maxime.identifier, population: "staff" }, by);
  expect(file?.sheet?.expiresAt).toEqual(new Date("2026-11-22T23:00:00Z"));
});

test("a card that the register would hold for staff is declared lost by nobody", async () => {
  const { id: studentId } = await world.student(maxime.identifier);
  const card = { number: "E2699001", studentId, state: "in-force", validUntil: "2027-09-30" } as const;
  await world.db.insert(cards).values(card);
  const by = { ...(await world.signedIn("morel-c")), caller: desk };
  const lost = { ...by, identifier: maxime.identifier, cardNumber: card.number };
  expect(await declareCardLost(world.services, lost)).toEqual({ ok: false, reason: "unknown-student" });
});
