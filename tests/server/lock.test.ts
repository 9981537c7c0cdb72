import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "@/scripts/lock.mjs";
import { lifeOf } from "@/scripts/process-life.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trousseau-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, "lock");

test("a lock is one process's at a time, and can be given back", async () => {
  const lock = file();
  const release = await takeLock(lock);
  expect(await takeLock(lock)).toBeNull();
  release?.();
  expect(await takeLock(lock)).not.toBeNull();
});

test("the lock of a dead process is taken over", async () => {
  const lock = file();
  const { pid } = spawnSync("true");
  writeFileSync(lock, `${pid} 12345`);
  expect(await takeLock(lock)).not.toBeNull();
});

test("a number given again to another process does not hold the lock of its former bearer", async () => {
  const lock = file();
  writeFileSync(lock, `${process.pid} ${Number(lifeOf(process.pid)) - 1}`);
  expect(await takeLock(lock)).not.toBeNull();
});
