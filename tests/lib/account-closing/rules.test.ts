import { expect, test } from "vitest";
import { erasableFrom, heldClosedSince, registerDay } from "@/lib/account-closing/rules";

const paris = "Europe/Paris";

test.each([
  ["2026-11-12T11:00:00Z", { today: "2026-11-12", academicYear: 2026, enrolmentsFrom: "2026-07-01" }],
  ["2027-01-04T11:00:00Z", { today: "2027-01-04", academicYear: 2026, enrolmentsFrom: "2026-07-01" }],
  // The enrolments of the next year have begun, and those of this one are in force still.
  ["2027-07-14T11:00:00Z", { today: "2027-07-14", academicYear: 2026, enrolmentsFrom: "2026-07-01" }],
  ["2027-08-31T21:59:59Z", { today: "2027-08-31", academicYear: 2026, enrolmentsFrom: "2026-07-01" }],
  ["2027-08-31T22:00:00Z", { today: "2027-09-01", academicYear: 2027, enrolmentsFrom: "2027-07-01" }],
])("at %s the register counts by the year that is running there", (instant, day) => {
  expect(registerDay(new Date(instant), paris)).toEqual(day);
});

test("an account may be erased so many days after it has closed", () => {
  expect(erasableFrom(new Date("2026-11-12T11:00:00Z"), 30)).toEqual(new Date("2026-12-12T11:00:00Z"));
});

test("the days count for as long as the looks do: of two weeks without one, or since for ever, nothing is known", () => {
  const now = new Date("2026-11-30T11:00:00Z");
  const closedSince = new Date("2026-09-01T11:00:00Z");
  const held = (lookedAt: string | null) =>
    heldClosedSince({ closedSince, lookedAt: lookedAt ? new Date(lookedAt) : null }, now);
  expect(held("2026-11-15T11:00:00Z")).toEqual(closedSince);
  expect(held("2026-11-15T10:59:59Z")).toBeNull();
  expect(held(null)).toBeNull();
  expect(heldClosedSince({ closedSince: null, lookedAt: now }, now)).toBeNull();
});
