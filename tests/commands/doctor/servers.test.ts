import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ds389 } from "@/tests/support/servers/ds389";
import { openldap } from "@/tests/support/servers/openldap";
import { sambaAd } from "@/tests/support/servers/samba-ad";
import { type Surroundings, startSurroundings } from "./surroundings";

for (const kind of [openldap, ds389, sambaAd]) {
  describe.skipIf(!kind.isInstalled)(`the doctor on ${kind.name}`, () => {
    let around: Surroundings;
    beforeAll(async () => {
      around = await startSurroundings(kind);
    }, 120_000);
    afterAll(() => around?.close());

    test("finds nothing to fix when all is well", async () => {
      const { status, said } = await around.doctor();
      expect(said).not.toContain("✗");
      expect(status).toBe(0);
    });
  });
}
