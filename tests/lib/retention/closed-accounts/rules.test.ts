import { expect, test } from "vitest";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { institutionSchema } from "@/lib/institution";
import {
  canBeAsked,
  isBelieved,
  isClosedInDirectory,
  isErasable,
  nextLook,
} from "@/lib/retention/closed-accounts/rules";
import { testInstitution } from "@/tests/support/directory";

const now = new Date("2026-11-12T11:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);

test.each([
  [null, true],
  [{ state: "inactive" }, true],
  [{ state: "active" }, false],
  [{ state: "suspended" }, false],
  [{ state: "unknown" }, false],
] as const)("an entry that is %o is closed: %s", (person, isClosed) => {
  expect(isClosedInDirectory(person)).toBe(isClosed);
});

test.each([
  [0, 0, false],
  [10, 0, false],
  [10, 7, false],
  [10, 8, true],
  [3, 2, false],
  [1, 1, true],
])("of %i accounts that must be open, a directory that shows %i is believed: %s", (asked, shown, isSo) => {
  expect(isBelieved({ asked, shown })).toBe(isSo);
});

test("held closed for thirty days, to the millisecond", () => {
  expect(isErasable(daysAgo(30), now, 30)).toBe(true);
  expect(isErasable(new Date(daysAgo(30).getTime() + 1), now, 30)).toBe(false);
  expect(isErasable(null, now, 30)).toBe(false);
});

test("looked at a week later, or on the day that it may be erased when that comes first", () => {
  expect(nextLook(now, null, 30)).toEqual(daysAgo(-7));
  expect(nextLook(now, now, 30)).toEqual(daysAgo(-7));
  expect(nextLook(now, daysAgo(26), 30)).toEqual(daysAgo(-4));
  expect(nextLook(now, daysAgo(31), 30)).toEqual(daysAgo(-7));
});

test("an identifier that the institution’s patterns do not admit is not asked about, whosever it is", () => {
  const isAsked = (population: "student" | "staff", identifier: string) =>
    canBeAsked({ population, identifier }, testInstitution);
  expect(isAsked("student", "hugo.bernard@etu.univ.example")).toBe(true);
  expect(isAsked("staff", "faure-m")).toBe(true);
  expect(isAsked("student", "hugo.bernard@etu.ancien.example")).toBe(false);
  expect(isAsked("student", "faure-m")).toBe(false);
  expect(isAsked("staff", "hugo.bernard@etu.univ.example")).toBe(false);
  expect(isAsked("staff", `${"a".repeat(300)}-m`)).toBe(false);
});

test.each([
  [undefined, true],
  [89, false],
  [90, true],
  [3_650, true],
  [3_651, false],
  [90.5, false],
])("an institution may have what is left of an account erased after %s days: %s", (closedAccountDays, isAllowed) => {
  const told = institutionSchema.safeParse({ ...demoUniversity, retention: { closedAccountDays } });
  expect(told.success).toBe(isAllowed);
});
