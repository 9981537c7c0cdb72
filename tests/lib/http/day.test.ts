import { expect, test } from "vitest";
import { dayInWords } from "@/lib/http/day";

test.each([
  ["2026-09-12T10:00:00Z", "fr", false, "12\u00a0septembre"],
  ["2026-09-12T10:00:00Z", "en", true, "12\u00a0September 2026"],
  ["2026-09-01T10:00:00Z", "fr", true, "1er\u00a0septembre 2026"],
  ["2026-10-31T10:00:00Z", "fr", false, "31\u00a0octobre"],
  ["2026-10-31T23:30:00Z", "fr", false, "1er\u00a0novembre"],
] as const)("%s is told (%s, with its year: %s) as %j", (instant, locale, withYear, told) => {
  expect(dayInWords(new Date(instant), locale, "Europe/Paris", withYear)).toBe(told);
});
