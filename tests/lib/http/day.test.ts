import { expect, test } from "vitest";
import { dateInWords, dayAndTime, dayInWords } from "@/lib/http/day";

test.each([
  ["2026-09-12T10:00:00Z", "fr", false, "12\u00a0septembre"],
  ["2026-09-12T10:00:00Z", "en", true, "12\u00a0September 2026"],
  ["2026-09-01T10:00:00Z", "fr", true, "1er\u00a0septembre 2026"],
  ["2026-10-31T10:00:00Z", "fr", false, "31\u00a0octobre"],
  ["2026-10-31T23:30:00Z", "fr", false, "1er\u00a0novembre"],
] as const)("%s is told (%s, with its year: %s) as %j", (instant, locale, withYear, told) => {
  expect(dayInWords(new Date(instant), locale, "Europe/Paris", withYear)).toBe(told);
});

test.each([
  ["fr", { day: "numeric", month: "short" }, "1er\u00a0sept."],
  ["en", { day: "numeric", month: "short" }, "1\u00a0Sept"],
  ["fr", { dateStyle: "full" }, "mardi 1er\u00a0septembre 2026"],
  ["fr", { dateStyle: "medium", timeStyle: "short" }, "1er\u00a0sept. 2026, 12:05"],
  ["en", { dateStyle: "long", timeStyle: "long" }, "1\u00a0September 2026 at 12:05:00 CEST"],
] as const)(
  "in that language (%s) and shape %j, only the day and its month are held together: %j",
  (locale, shape, told) => {
    expect(dateInWords(new Date("2026-09-01T10:05:00Z"), locale, { ...shape, timeZone: "Europe/Paris" })).toBe(told);
  },
);

test("hours are those of the institution, on both sides of a change of clock", () => {
  expect(dayAndTime(new Date("2031-10-25T21:59:00Z"), "fr", "Europe/Paris")).toBe(
    "25\u00a0octobre 2031 à 23\u00a0h\u00a059",
  );
  expect(dayAndTime(new Date("2031-11-01T12:20:00Z"), "fr", "Europe/Paris")).toBe(
    "1er\u00a0novembre 2031 à 13\u00a0h\u00a020",
  );
  expect(dayAndTime(new Date("2031-11-01T12:20:00Z"), "en", "Europe/Paris")).toBe("1\u00a0November 2031 at 13:20");
});
