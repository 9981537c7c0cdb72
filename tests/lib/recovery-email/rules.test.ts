import { expect, test } from "vitest";
import { codeOf, hashCode, readCode } from "@/lib/recovery-email/code";
import { confirmationExpiry } from "@/lib/recovery-email/rules";
import { newToken } from "@/lib/secrets/tokens";

test.each([
  ["2026-11-12T11:00:00Z", "2026-11-12T22:59:59.000Z", "23:59:59 in winter"],
  ["2026-07-12T11:00:00Z", "2026-07-12T21:59:59.000Z", "23:59:59 in summer"],
  ["2026-11-12T21:59:59Z", "2026-11-12T22:59:59.000Z", "an hour before the end, to the second"],
  ["2026-11-12T22:30:00Z", "2026-11-12T23:30:00.000Z", "late in the evening, one hour at least"],
  ["2026-11-12T23:00:00Z", "2026-11-13T22:59:59.000Z", "at midnight, the whole day"],
  ["2026-03-29T00:30:00Z", "2026-03-29T21:59:59.000Z", "the day clocks go forward ends in summer time"],
  ["2026-10-25T00:30:00Z", "2026-10-25T22:59:59.000Z", "the day clocks go back ends in winter time"],
])("sent at %s, a message is good until %s: %s", (sentAt, expiresAt) => {
  expect(confirmationExpiry(new Date(sentAt), "Europe/Paris").toISOString()).toBe(expiresAt);
});

test("a code is six digits, and the same for the same link", () => {
  const codes = new Set<string>();
  for (let count = 0; count < 200; count++) {
    const token = newToken();
    expect(codeOf(token, "secret")).toMatch(/^[0-9]{6}$/);
    expect(codeOf(token, "secret")).toBe(codeOf(token, "secret"));
    codes.add(codeOf(token, "secret"));
  }
  expect(codes.size).toBeGreaterThan(190);
});

test("what is kept of a code depends on the address and on the service's secret", () => {
  const hashes = [hashCode("123456", "a", "s"), hashCode("123456", "b", "s"), hashCode("123456", "a", "t")];
  expect(new Set(hashes).size).toBe(3);
});

test.each([
  ["123456", "123456"],
  [" 123 456 ", "123456"],
  ["123-456", "123456"],
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
  ["١٢٣٤٥٦", null],
  ["", null],
])("typed %j, a code reads %j", (typed, code) => {
  expect(readCode(typed)).toBe(code);
});
