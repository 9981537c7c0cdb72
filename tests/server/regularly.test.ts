import { expect, test, vi } from "vitest";
import { regularly } from "@/server/regularly";

test("work that fails says why in the log, and comes again", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  let turns = 0;
  const work = regularly("traces", 1, async () => {
    turns++;
    throw Object.assign(new Error("canceling statement due to statement timeout: Hugo"), {
      code: "57014",
      severity: "ERROR",
    });
  });
  await expect.poll(() => turns).toBeGreaterThan(1);
  await work.stop();
  expect(warned).toHaveBeenCalledWith("traces: not done this time (the database refused: 57014)");
  warned.mockRestore();
});
