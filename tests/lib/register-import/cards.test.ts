import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { students } from "@/db/schema";
import { fileOf } from "@/tests/support/import-files";
import { type Imports, startImports } from "@/tests/support/imports";

const tom = "tom.rousseau@etu.univ.example";
const camille = "camille.martin@etu.univ.example";

let world: Imports;
beforeEach(async () => {
  world = await startImports();
  await world.enrol(tom, camille);
});
afterEach(() => world.close());

const header = "Numéro de carte;Identifiant;Valable jusqu’au;État de la carte";
const file = (...rows: string[]) => fileOf([header, ...rows].join("\n"), "cartes.csv", 4_096);
const statesOf = async () => Object.fromEntries((await world.cards()).map(({ number, state }) => [number, state]));

test("a new card in force takes the place of the one that was, and the same file twice changes nothing", async () => {
  const row = `e260 0777;${camille};31/08/2027;en cours`;
  expect(await world.imported(file(row))).toEqual(["2 create new-card replaces-card"]);
  expect(await statesOf()).toMatchObject({ E2600101: "replaced", E2600777: "in-force" });
  expect(await world.imported(file(row))).toEqual(["2 unchanged"]);
});

test("a card that is lost or prolonged is changed", async () => {
  expect(await world.imported(file(`E2600101;${camille};31/08/2029;perdue`))).toEqual([
    "2 change card-state card-validity",
  ]);
  expect(await world.cards()).toContainEqual(
    expect.objectContaining({ number: "E2600101", state: "lost", validUntil: "2029-08-31" }),
  );
});

test("a card that was declared lost is not brought back by an older file", async () => {
  expect(await world.foreseen(file(`E2500109;${tom};31/08/2027;en cours`))).toEqual(["2 refuse card-ended"]);
});

test.each([
  ["of somebody else", `E2600101;${tom};31/08/2027;en cours`, "card-of-another"],
  ["of nobody", "E2600777;personne@etu.univ.example;31/08/2027;en cours", "unknown-student"],
  ["of another shape", `2600777;${tom};31/08/2027;en cours`, "card-number-shape"],
  ["without an end", `E2600777;${tom};;en cours`, "no-validity"],
  ["until a day that does not exist", `E2600777;${tom};31/06/2027;en cours`, "no-such-date"],
  ["of an unknown state", `E2600777;${tom};31/08/2027;bleue`, "unknown-state"],
  ["that is a formula", `=cmd();${tom};31/08/2027;en cours`, "formula"],
])("a card %s is refused", async (_, row, reason) => {
  expect(await world.foreseen(file(row))).toEqual([`2 refuse ${reason}`]);
});

test("a card whose line names two people is nobody's", async () => {
  await world.db.update(students).set({ studentNumber: "22600777" }).where(eq(students.identifier, tom));
  const row = `E2600777;22600777;${camille};31/08/2027;en cours`;
  const named = fileOf(`Numéro de carte;Numéro étudiant;Identifiant;Valable jusqu’au;État de la carte\n${row}`);
  expect(await world.foreseen(named)).toEqual(["2 refuse unknown-student"]);
});

test("a card whose line names its holder by INE alone is theirs", async () => {
  await world.db.update(students).set({ ine: "060112345AB" }).where(eq(students.identifier, camille));
  const named = fileOf(
    "Numéro de carte;INE;Valable jusqu’au;État de la carte\nE2600777;060112345AB;31/08/2027;en cours",
  );
  expect(await world.imported(named)).toEqual(["2 create new-card replaces-card"]);
});

test("two cards in force for one person, and two lines that disagree on one card, are refused", async () => {
  expect(
    await world.foreseen(
      file(
        `E2600771;${camille};31/08/2027;en cours`,
        `E2600772;${camille};31/08/2027;en cours`,
        `E2600773;${tom};31/08/2027;perdue`,
        `E2600773;${tom};31/08/2027;remplacée`,
      ),
    ),
  ).toEqual([
    "2 refuse two-cards-in-force 3",
    "3 refuse two-cards-in-force 2",
    "4 refuse disagrees 5",
    "5 refuse disagrees 4",
  ]);
});

test("two cards in force for one person are refused, however each line names that person", async () => {
  await world.db.update(students).set({ studentNumber: "22600001" }).where(eq(students.identifier, camille));
  const rows = ["E2600771;;CAM;31/08/2027;en cours", "E2600772;22600001;;31/08/2027;en cours"];
  const named = fileOf(
    ["Numéro de carte;Numéro étudiant;Identifiant;Valable jusqu’au;État de la carte", ...rows]
      .join("\n")
      .replace("CAM", camille),
  );
  expect(await world.imported(named)).toEqual(["2 refuse two-cards-in-force 3", "3 refuse two-cards-in-force 2"]);
});

describe("a file that renews the cards of a whole crowd, more of them than one transaction takes", () => {
  const many = 510;
  const numbers = Array.from({ length: many }, (_, index) => String(index).padStart(4, "0"));
  const linesOf = (year: number, state: string, until = "31/08/2027") =>
    numbers.map((number) => `E${year}${number};c${number}@etu.univ.example;${until};${state}`);

  beforeEach(async () => {
    await world.db.execute(sql`
      insert into students (identifier, mail, given_name, family_name, birth_date, component_code, component_name, enrolled_on)
      select 'c' || number || '@etu.univ.example', 'c@x.example', 'A', 'B', '2006-01-01', 'X', 'X', '2026-09-01'
      from unnest(${sql.param(numbers)}::text[]) number`);
    await world.imported(file(...linesOf(270, "en cours")));
  });

  test.each([
    ["old cards first", [...linesOf(270, "remplacée"), ...linesOf(280, "en cours")], "replaced"],
    ["new cards first", [...linesOf(280, "en cours"), ...linesOf(270, "remplacée", "30/06/2027")], "replaced"],
    ["old cards lost", [...linesOf(280, "en cours"), ...linesOf(270, "perdue")], "lost"],
  ])("leaves each with the new one: %s", async (_, lines, old) => {
    const came = await world.imported(file(...lines));
    expect(came.filter((line) => line.includes("refuse"))).toEqual([]);
    const states = (await world.cards()).map(({ number, state }) => `${number.slice(0, 4)} ${state}`);
    expect(states.filter((state) => state === "E280 in-force")).toHaveLength(many);
    expect(states.filter((state) => state === `E270 ${old}`)).toHaveLength(many);
  });
});

test("a card that came into force since the file was read is not replaced unseen", async () => {
  const id = await world.plan(file(`E2600777;${camille};31/08/2027;en cours`));
  await world.imported(file(`E2600888;${camille};31/08/2028;en cours`));
  expect(await world.apply(id)).toEqual({ ok: true });
  expect(await world.lines(id)).toMatchObject([{ outcome: "refuse", reasons: ["overtaken"] }]);
  expect(await statesOf()).toMatchObject({ E2600888: "in-force" });
});
