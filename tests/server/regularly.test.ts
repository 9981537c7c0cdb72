import { expect, test, vi } from "vitest";
import { regularly } from "@/server/regularly";

test("work that fails comes again, and the log says why once, and that it is done again", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  let turns = 0;
  const work = regularly("traces", 1, async () => {
    if (++turns > 3) return;
    const said = { code: "57014", severity: "ERROR" };
    throw Object.assign(new Error("canceling statement due to statement timeout: Hugo"), said);
  });
  await expect.poll(() => turns).toBeGreaterThan(4);
  await work.stop();
  expect(warned.mock.calls).toEqual([["traces: not done (the database refused: 57014)"], ["traces: done again"]]);
});
