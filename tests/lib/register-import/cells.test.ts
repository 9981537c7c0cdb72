import { expect, test } from "vitest";
import { readDate, readIne, readLabel, readText, readYear } from "@/lib/register-import/cells";

test.each([
  ["  Jean   Pierre ", "Jean Pierre"],
  ["Zoe\u0308", "Zoë"],
  ["", null],
  ["   ", null],
  [undefined, null],
  ["L’Haÿ-les-Roses", "L’Haÿ-les-Roses"],
])("text %j is kept as %j", (cell, value) => {
  expect(readText(cell)).toEqual({ ok: true, value });
});

test.each(["=cmd()", "+33", "-1+1", "@SUM(A1)", " =1", "＝1"])(
  "%j is what a spreadsheet would run: refused",
  (cell) => {
    expect(readText(cell)).toEqual({ ok: false, fault: "formula" });
  },
);

test.each(["a\u0000b", "a\u009db", "<b>", "\u202egnp", "\u200b", "a\u00adb", "a\u200f"])(
  "%j is no text of a register",
  (cell) => {
    expect(readText(cell)).toEqual({ ok: false, fault: "control-character" });
  },
);

test.each([
  ["Économie\u00ad et ges\u00adtion", "Économie et gestion"],
  ["\u200eArras\u200b", "Arras"],
  ["\uf0b7 Licence\u2060 1", "Licence 1"],
  ["Ze\u200d\u0308", "Zë"],
  ["\u200b", null],
])("the label %j is kept as %j, without what nobody sees", (cell, value) => {
  expect(readLabel(cell)).toEqual({ ok: true, value });
});

test.each([
  ["a\u0000b", "control-character"],
  ["<b>", "control-character"],
  ["\u200b=cmd()", "formula"],
])("%j is no label", (cell, fault) => {
  expect(readLabel(cell)).toEqual({ ok: false, fault });
});

test.each([
  ["\u200e17/04/2007\u200e", "2007-04-17"],
  ["17/04/2007", "2007-04-17"],
  ["7/4/2007", "2007-04-07"],
  ["17-04-2007", "2007-04-17"],
  ["17.04.2007", "2007-04-17"],
  ["2007-04-17", "2007-04-17"],
  ["17/04/2007 00:00:00", "2007-04-17"],
  ["2007-04-17T00:00:00Z", "2007-04-17"],
  ["29/02/2008", "2008-02-29"],
  ["", null],
])("the day %j is %j", (cell, value) => {
  expect(readDate(cell)).toEqual({ ok: true, value });
});

test.each(["31/02/2007", "29/02/2007", "17/04/07", "2007-13-01", "04/17/2007", "hier", "39189"])(
  "%j is no day",
  (cell) => {
    expect(readDate(cell)).toEqual({ ok: false, fault: "no-such-date" });
  },
);

test.each([
  ["0601123456", "A", "0601123456A"],
  ["060112345ab", undefined, "060112345AB"],
  ["0EKQ7D0412", "3", "0EKQ7D04123"],
  ["0601\u200b123\u00a0456", "\u200eA", "0601123456A"],
  ["\u200b", "", null],
  ["", "", null],
])("the INE %j and its key %j are %j", (cell, key, value) => {
  expect(readIne(cell, key)).toEqual({ ok: true, value });
});

test.each([
  ["060112345", "A"],
  ["06011234567", "A"],
  ["0601123456-", undefined],
  ["MARTINCAMIL", undefined],
  ["06011234567", undefined],
])("%j with the key %j has not the shape of an INE", (cell, key) => {
  expect(readIne(cell, key)).toEqual({ ok: false, fault: "ine-shape" });
});

test.each([
  ["2026", 2026],
  ["2026-2027", 2026],
  ["2026/2027", 2026],
  ["2026-2028", null],
  ["26", null],
  ["", null],
])("the year %j is %j", (cell, year) => {
  expect(readYear(cell)).toBe(year);
});

test.each(["15/03/2006 pas une date", "2006-03-15 ou environ", "01/01/0001", "0001-01-01"])("%s is no date", (cell) => {
  expect(readDate(cell)).toEqual({ ok: false, fault: "no-such-date" });
});
