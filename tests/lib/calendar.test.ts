import { expect, test } from "vitest";
import { addDays, dayOf, startOfDay } from "@/lib/calendar";

test.each([
  ["2026-09-12", "Europe/Paris", "2026-09-11T22:00:00.000Z"],
  ["2026-12-12", "Europe/Paris", "2026-12-11T23:00:00.000Z"],
  // Clocks go forward on 29 March 2026 at 02:00, back on 25 October at 03:00.
  ["2026-03-29", "Europe/Paris", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Paris", "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Paris", "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "Europe/Paris", "2026-10-25T23:00:00.000Z"],
  ["2026-01-01", "Indian/Reunion", "2025-12-31T20:00:00.000Z"],
  ["2026-01-01", "Pacific/Noumea", "2025-12-31T13:00:00.000Z"],
  ["2026-01-01", "America/Cayenne", "2026-01-01T03:00:00.000Z"],
  // In Cairo clocks go forward at midnight: 00:00 does not exist on 24 April 2026.
  ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
])("%s begins in %s at %s", (day, timeZone, instant) => {
  expect(startOfDay(day, timeZone).toISOString()).toBe(instant);
});

test("each day of a year begins where the day before ends", () => {
  for (let day = "2026-01-01"; day < "2027-01-01"; day = addDays(day, 1)) {
    const start = startOfDay(day, "Europe/Paris");
    expect(dayOf(start, "Europe/Paris")).toBe(day);
    expect(dayOf(new Date(start.getTime() - 1), "Europe/Paris")).toBe(addDays(day, -1));
  }
});
