import { describe, expect, test } from "vitest";
import { readSealedCaller, sealCaller } from "@/lib/network/seal";

const caller = { address: "10.1.2.3", network: "filaire", isInternal: true, requestId: "r-1" };
const sealed = sealCaller(caller, "seal of this start");

describe("a sealed caller", () => {
  test("is read back as it was", () => {
    expect(readSealedCaller(sealed, "seal of this start")).toEqual(caller);
  });

  test("keeps a network with any name", () => {
    const elsewhere = { ...caller, network: "bâtiment-é" };
    expect(readSealedCaller(sealCaller(elsewhere, "s"), "s")).toEqual(elsewhere);
  });

  test("is worth nothing with another seal, or none", () => {
    expect(readSealedCaller(sealed, "seal of another start")).toBeNull();
    expect(readSealedCaller(sealed, undefined)).toBeNull();
    expect(readSealedCaller(sealed, "")).toBeNull();
  });

  test("is worth nothing once touched", () => {
    const [content, signature] = sealed.split(".");
    const forged = Buffer.from(JSON.stringify({ ...caller, address: "10.1.9.9" })).toString("base64url");
    for (const value of [
      `${forged}.${signature}`,
      `${content}.`,
      `${content}`,
      `${sealed}.x`,
      "",
      null,
      undefined,
      "a.b",
    ]) {
      expect(readSealedCaller(value, "seal of this start")).toBeNull();
    }
  });
});
