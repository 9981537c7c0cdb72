import { expect, test } from "vitest";
import { kindsShown, readSearch, sheetState } from "@/lib/student-file/rules";
import { testInstitution } from "@/tests/support/directory";

test.each([
  ["E2600101", { by: "card", number: "E2600101" }],
  [" e26 00101 ", { by: "card", number: "E2600101" }],
  ["22600101", { by: "student-number", number: "22600101" }],
  ["Camille.Martin@etu.univ.example", { by: "identifier", beginning: "camille.martin@etu.univ.example" }],
  ["camille.mar", { by: "identifier", beginning: "camille.mar" }],
  ["Lefèvre Zoé", { by: "name", text: "Lefèvre Zoé" }],
  ["Zoe\u0308", { by: "name", text: "Zoë" }],
  ["", null],
  [" - ' ", null],
])("%j is read as what it looks like", (typed, search) => {
  expect(readSearch(typed, testInstitution, "student")).toEqual(search);
});

test.each([
  ["Faure-M2", { by: "login-or-name", beginning: "faure-m2", text: "Faure-M2" }],
  ["E2600101", { by: "name", text: "E2600101" }],
  ["41207", { by: "student-number", number: "41207" }],
  ["Faure-Moreau", { by: "name", text: "Faure-Moreau" }],
])("of staff, %j is a login, a number or a name, never a card", (typed, search) => {
  expect(readSearch(typed, testInstitution, "staff")).toEqual(search);
});

const at = (day: string) => new Date(`${day}T10:00:00Z`);
const printed = { issuedAt: at("2026-09-01"), expiresAt: at("2026-12-30"), spentAt: null, revokedAt: null };

test.each([
  [{}, "2026-11-12", "good"],
  [{}, "2026-12-31", "expired"],
  [{ spentAt: at("2026-09-02") }, "2026-12-31", "spent"],
  [{ revokedAt: at("2026-09-02") }, "2026-11-12", "revoked"],
])("a sheet of 1 September %j, on %s, is %s", (facts, day, state) => {
  expect(sheetState({ ...printed, ...facts }, at(day))).toBe(state);
});

test("human resources read what they did and the first connection of a colleague, never when and from where they sign in", () => {
  expect(kindsShown("student")).toContain("session.sign-in");
  expect(kindsShown("staff")).toEqual(
    expect.arrayContaining(["sheet.issue", "activation.password", "student-file.read"]),
  );
  expect(kindsShown("staff").some((kind) => /^(?:session|desk-reset|journal)/.test(kind))).toBe(false);
});
