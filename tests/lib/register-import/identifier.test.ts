import { expect, test } from "vitest";
import { candidates, identifierBase } from "@/lib/register-import/enrolments/identifier";
import { nameStudents } from "@/lib/register-import/enrolments/name-students";

test.each([
  ["Camille", "Martin", "camille.martin"],
  ["Léa-Marie", "de La Tour d’Auvergne", "lea-marie.de-la-tour-dauvergne"],
  ["Anne Sophie", "Lœuillet", "anne-sophie.loeuillet"],
  ["Zoé", "D’Angelo", "zoe.dangelo"],
  ["François", "Le Goff-Kerjean", "francois.le-goff-kerjean"],
  ["Łukasz", "Straße", "lukasz.strasse"],
  ["Bjørn", "Ægirsson", "bjorn.aegirsson"],
  ["N’Golo", "M'Bappé", "ngolo.mbappe"],
  ["Đặng", "Nguyễn", "dang.nguyen"],
  ["Ayşe", "Çelik (Işık)", "ayse.celik-isik"],
])("%s %s is %s", (givenName, familyName, base) => {
  expect(identifierBase(givenName, familyName)).toBe(base);
});

test.each([
  ["李", "Wang"],
  ["Omar", "عمر"],
  ["-", "Martin"],
])("nothing can be made of %s %s", (givenName, familyName) => {
  expect(identifierBase(givenName, familyName)).toBeNull();
});

test("a long name is cut at a word, and leaves room for a number", () => {
  const base = identifierBase("Maximilienne-Alexandrine", "de Saint-Georges de La Rochefoucauld d’Estissac") ?? "";
  expect(base).toBe("maximilienne-alexandrine.de-saint-georges-de-la");
  expect(`${base}999`.length).toBeLessThanOrEqual(64);
});

test("homonyms are numbered from 01, and beyond 99", () => {
  const all = [...candidates("camille.martin")];
  expect(all.slice(0, 3)).toEqual(["camille.martin", "camille.martin01", "camille.martin02"]);
  expect(all[100]).toBe("camille.martin100");
});

const rules = { identifier: /^[a-z.]+\d*@etu$/, domain: "etu" };

test("each takes the first that nobody has or had, those of the same moment included", async () => {
  const gone = new Set(["camille.martin@etu", "camille.martin02@etu"]);
  const taken = async (asked: readonly string[]) => new Set(asked.filter((one) => gone.has(one)));
  const names = await nameStudents(["camille.martin", "zoe.dangelo", "camille.martin", "camille.martin"], rules, taken);
  expect(names[1]).toBe("zoe.dangelo@etu");
  expect([...names].sort()).toEqual([
    "camille.martin01@etu",
    "camille.martin03@etu",
    "camille.martin04@etu",
    "zoe.dangelo@etu",
  ]);
});

test("a thousand homonyms later there is none left", async () => {
  expect(await nameStudents(["a.b"], rules, async (asked) => new Set(asked))).toEqual([null]);
});

test("none is of another shape than the institution's, and nobody asks whose it would be", async () => {
  const asked: string[] = [];
  const taken = async (identifiers: readonly string[]) => {
    asked.push(...identifiers);
    return new Set<string>();
  };
  const letters = { ...rules, identifier: /^[a-z.]+@etu$/ };
  expect(await nameStudents(["a.b", "a.b", "c.d"], letters, taken)).toEqual(["a.b@etu", null, "c.d@etu"]);
  expect(asked).toEqual(["a.b@etu", "c.d@etu"]);
});
