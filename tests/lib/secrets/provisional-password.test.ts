import { expect, test } from "vitest";
import {
  hashProvisionalPassword,
  newProvisionalPassword,
  normaliseProvisionalPassword,
  verifyProvisionalPassword,
} from "@/lib/secrets/provisional-password";
import { fastestOf } from "@/tests/support/fastest";

test("a provisional password is three groups of four symbols that cannot be read for another", () => {
  const all = Array.from({ length: 500 }, newProvisionalPassword);
  for (const password of all) expect(password).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
  expect(new Set(all).size).toBe(500);
  // 6000 draws of 32 symbols: each one appears.
  expect(new Set(all.join("").replaceAll("-", "")).size).toBe(32);
});

test.each([
  "K7QX-M3VP-9RTD",
  "k7qx-m3vp-9rtd",
  "  K7QXM3VP9RTD ",
  "K7 QX M3 VP 9R TD",
  "K7QX\u2013M3VP\u20119RTD",
  "K7QX\u00a0M3VP\u202f9RTD",
])("typed %j, it is the same one", (typed) => {
  expect(normaliseProvisionalPassword(typed)).toBe("K7QXM3VP9RTD");
});

test.each([
  "",
  "K7QX-M3VP-9RT",
  "K7QX-M3VP-9RTDD",
  "K0QX-M3VP-9RTD",
  "KIQX-M3VP-9RTD",
  "K7QX_M3VP_9RTD",
  "K7QXM3VP9RT\0",
])("%j cannot be one", (typed) => {
  expect(normaliseProvisionalPassword(typed)).toBeNull();
});

test("it is kept as a bcrypt hash of cost 10, and proven by that hash alone", async () => {
  const hash = await hashProvisionalPassword("K7QX-M3VP-9RTD");
  expect(hash).toMatch(/^\$2b\$10\$/);
  expect(await verifyProvisionalPassword("k7qx m3vp 9rtd", hash)).toBe(true);
  expect(await verifyProvisionalPassword("K7QX-M3VP-9RTE", hash)).toBe(false);
  expect(await verifyProvisionalPassword("nonsense", hash)).toBe(false);
  expect(await verifyProvisionalPassword("K7QX-M3VP-9RTD", null)).toBe(false);
});

test("what cannot be a provisional password is never hashed", () => {
  expect(() => hashProvisionalPassword("hunter2")).toThrow(RangeError);
});

test("a missing sheet, and what cannot be a provisional password, take as long as a wrong one", {
  timeout: 60_000,
}, async () => {
  const hash = await hashProvisionalPassword("K7QX-M3VP-9RTD");
  const times = await fastestOf(
    [
      () => verifyProvisionalPassword("W4HN-8CZS-2LPF", hash),
      () => verifyProvisionalPassword("W4HN-8CZS-2LPF", null),
      () => verifyProvisionalPassword("*)(uid=*", hash),
    ],
    1.6,
  );
  expect(Math.max(...times) / Math.min(...times)).toBeLessThan(1.6);
});

test("hashing does not stop the event loop", async () => {
  let longest = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await Promise.all(Array.from({ length: 8 }, () => hashProvisionalPassword("K7QX-M3VP-9RTD")));
  clearInterval(ticking);
  expect(longest).toBeLessThan(300);
});
