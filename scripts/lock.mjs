import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { lifeOf } from "./process-life.mjs";

const ourselves = `${process.pid} ${lifeOf(process.pid)}`;

/**
 * Takes the lock on this file until this process ends or calls the returned function. Null when a living process holds
 * it; a dead process's lock is taken over.
 * @param {string} file
 * @returns {Promise<(() => void) | null>}
 */
export async function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, ourselves, { flag: "wx" });
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
      if (isHeld(file)) return null;
      rmSync(file, { force: true });
      continue;
    }
    // Two processes that found the same dead holder may each remove the other's file: the one still named in it wins.
    await pause(20);
    if (holderOf(file) === ourselves) return () => release(file);
  }
}

/**
 * Takes the lock, waiting for its holder; calls `whileWaiting` once, if there is a holder to wait for.
 * @param {string} file
 * @param {() => void} whileWaiting
 * @returns {Promise<() => void>}
 */
export async function waitForLock(file, whileWaiting) {
  for (let turn = 0; ; turn++) {
    const release = await takeLock(file);
    if (release) return release;
    if (turn === 0) whileWaiting();
    await pause(200);
  }
}

/** True when the process that this lock names is alive. @param {string} file */
export function isHeld(file) {
  const [pid, life] = holderOf(file).split(" ");
  return lifeOf(Number(pid)) === life && life !== undefined;
}

/** @param {string} file */
function release(file) {
  if (holderOf(file) === ourselves) rmSync(file, { force: true });
}

/** @param {string} file */
function holderOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
