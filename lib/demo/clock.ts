import "server-only";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@/lib/clock";

const day = 86_400_000;

function fileOf(dataDir: string): string {
  return join(dataDir, "demo-days-ahead");
}

/** Returns how many days the demo is ahead of the real date. Read from disk each time, so that all processes agree. */
export function daysAhead(dataDir: string): number {
  try {
    return Number.parseInt(readFileSync(fileOf(dataDir), "utf8"), 10) || 0;
  } catch {
    return 0;
  }
}

/** Returns the demo's clock: the real time of day, some days ahead. */
export function demoClock(dataDir: string): Clock {
  return { now: () => new Date(Date.now() + daysAhead(dataDir) * day) };
}

/** Moves the demo forward a day, for all processes at once. Returns how many days it is then ahead. */
export function advanceOneDay(dataDir: string): number {
  const days = daysAhead(dataDir) + 1;
  const half = `${fileOf(dataDir)}.${process.pid}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(half, String(days));
  renameSync(half, fileOf(dataDir));
  return days;
}

/** Returns the demo to the real date. */
export function backToToday(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
