import { expect, test, vi } from "vitest";
import { DirectoryUnavailable } from "@/lib/errors";
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

test("a run that had nothing to ask the directory does not say that it is back, but says that the database is", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const away = new DirectoryUnavailable(new Error("closed"));
  const runs = [away, false, away, false, true, Object.assign(new Error("x"), { code: "57P01" }), false];
  let turns = 0;
  const work = regularly("delays", 1, async () => {
    const run = runs[turns++];
    if (run instanceof Error) throw run;
    return run ?? false;
  });
  await expect.poll(() => turns).toBeGreaterThan(runs.length);
  await work.stop();
  expect(warned.mock.calls).toEqual([
    ["delays: not done (the directory is unavailable: closed)"],
    ["delays: done again"],
    ["delays: not done (x)"],
    ["delays: done again"],
  ]);
});

test("stopping tells the run in progress, waits for it, and no other follows", async () => {
  let turns = 0;
  let isOver = false;
  const work = regularly("traces", 1, async (signal) => {
    turns++;
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
    isOver = true;
  });
  await work.stop();
  expect(isOver).toBe(true);
  expect(turns).toBe(1);
}, 5_000);
