import { describe, expect, test } from "vitest";
import { isOwnOrigin } from "@/lib/network/origin";

const real = { publicUrl: "https://trousseau.univ.example", isDemo: false, port: 3000, secFetchSite: null };
const demo = { publicUrl: "http://localhost:3000", isDemo: true, port: 3000, secFetchSite: null };

describe("isOwnOrigin", () => {
  test("takes the public origin", () => {
    expect(isOwnOrigin({ ...real, origin: "https://trousseau.univ.example" })).toBe(true);
  });

  test.each([
    "null",
    "",
    "http://trousseau.univ.example",
    "https://trousseau.univ.example:8443",
    "https://trousseau.univ.example.evil.example",
    "https://evil.example",
    "http://localhost:3000",
  ])("refuses %j in a real service, even with a friendly Sec-Fetch-Site", (origin) => {
    expect(isOwnOrigin({ ...real, origin, secFetchSite: "same-origin" })).toBe(false);
  });

  test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "takes %s in the demo",
    (origin) => {
      expect(isOwnOrigin({ ...demo, origin })).toBe(true);
    },
  );

  test("takes a loopback name without a port on port 80", () => {
    expect(isOwnOrigin({ ...demo, port: 80, origin: "http://localhost" })).toBe(true);
  });

  test.each([
    "http://localhost:3001",
    "http://localhost",
    "https://localhost:3000",
    "http://localhost.evil:3000",
    "null",
  ])("refuses %s in the demo", (origin) => {
    expect(isOwnOrigin({ ...demo, origin })).toBe(false);
  });

  test("without an Origin, only what a browser says of itself counts", () => {
    for (const secFetchSite of [null, "same-origin", "none"]) {
      expect(isOwnOrigin({ ...real, origin: null, secFetchSite })).toBe(true);
    }
    for (const secFetchSite of ["cross-site", "same-site", ""]) {
      expect(isOwnOrigin({ ...real, origin: null, secFetchSite })).toBe(false);
    }
  });
});
