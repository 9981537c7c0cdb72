import { expect, test } from "vitest";
import { hashToken, keyedHash, newToken } from "@/lib/secrets/tokens";

test("a token has 256 bits, fits in an address or a cookie, and is never the same", () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("a token's hash is its SHA-256", () => {
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("a keyed hash depends on the key, on each part, and on where a part ends", () => {
  const all = [keyedHash("k", "ab", "c"), keyedHash("k", "a", "bc"), keyedHash("k", "abc"), keyedHash("K", "ab", "c")];
  expect(new Set(all).size).toBe(4);
  expect(keyedHash("k", "ab", "c")).toBe(all[0]);
});
