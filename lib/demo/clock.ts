import "server-only";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@/lib/clock";

const day = 86_400_000;

function fileOf(dataDir: string): string {
  return join(dataDir, "demo-days-ahead");
}

/** How many days the demonstration is ahead of the real date. Read from disk each time: every process agrees at once. */
export function daysAhead(dataDir: string): number {
  try {
    return Number.parseInt(readFileSync(fileOf(dataDir), "utf8"), 10) || 0;
  } catch {
    return 0;
  }
}

/** The clock of the demonstration: the real time of day, some days ahead. */
export function demoClock(dataDir: string): Clock {
  return { now: () => new Date(Date.now() + daysAhead(dataDir) * day) };
}

/** Moves the demonstration one day on, for every process at once. Answers how many days it is ahead now. */
export function advanceOneDay(dataDir: string): number {
  const days = daysAhead(dataDir) + 1;
  const half = `${fileOf(dataDir)}.${process.pid}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(half, String(days));
  renameSync(half, fileOf(dataDir));
  return days;
}

/** Brings the demonstration back to the real date. */
export function backToToday(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
