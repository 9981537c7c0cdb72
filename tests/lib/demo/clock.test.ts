import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { advanceOneDay, backToToday, demoClock } from "@/lib/demo/clock";

const day = 86_400_000;
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-clock-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("the clock goes one day on for whoever reads it, and comes back to today", () => {
  const [mine, theirs] = [demoClock(dataDir), demoClock(dataDir)];
  const ahead = () => [mine, theirs].map((clock) => Math.round((clock.now().getTime() - Date.now()) / day) + 0);
  expect(ahead()).toEqual([0, 0]);
  expect([advanceOneDay(dataDir), advanceOneDay(dataDir)]).toEqual([1, 2]);
  expect(ahead()).toEqual([2, 2]);
  backToToday(dataDir);
  expect(ahead()).toEqual([0, 0]);
});
