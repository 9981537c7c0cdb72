import { expect, test } from "vitest";
import { openingOf } from "@/lib/opening";

const paris = { opensAfterDays: 1, timeZone: "Europe/Paris" };

test.each([
  ["2026-09-11", "2026-09-11T22:00:00.000Z", "in summer, Paris is two hours ahead"],
  ["2026-11-20", "2026-11-20T23:00:00.000Z", "in winter, one hour"],
  ["2026-03-28", "2026-03-28T23:00:00.000Z", "the day clocks go forward begins in winter time"],
  ["2026-03-29", "2026-03-29T22:00:00.000Z", "enrolled on that day, one waits 23 hours"],
  ["2026-10-24", "2026-10-24T22:00:00.000Z", "the day clocks go back begins in summer time"],
  ["2026-10-25", "2026-10-25T23:00:00.000Z", "enrolled on that day, one waits 25 hours"],
  ["2026-12-31", "2026-12-31T23:00:00.000Z", "the next day may be next year"],
  ["2028-02-28", "2028-02-28T23:00:00.000Z", "29 February counts"],
])("enrolled on %s, it opens at %s: %s", (enrolledOn, opensAt) => {
  expect(openingOf(enrolledOn, paris).toISOString()).toBe(opensAt);
});

test("the institution says after how many days, and in which zone", () => {
  const reunion = { opensAfterDays: 3, timeZone: "Indian/Reunion" };
  expect(openingOf("2026-09-11", reunion).toISOString()).toBe("2026-09-13T20:00:00.000Z");
});
