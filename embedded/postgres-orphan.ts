import "server-only";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Stops the PostgreSQL that a killed start may have left on this data folder, and no other process: the number in its
 * pid file may since belong to another. Throws when it still runs after 30 seconds.
 */
export async function stopOrphan(dataDir: string): Promise<void> {
  const pid = pidOnFile(dataDir);
  if (pid === null) return;
  for (let tenths = 0; isPostgresOf(dataDir, pid); tenths++) {
    if (tenths === 300) throw new Error(`the PostgreSQL left by an earlier start (process ${pid}) does not stop`);
    // Fast shutdown first, then immediate: committed data are safe either way.
    if (tenths === 0 || tenths === 100) process.kill(pid, tenths === 0 ? "SIGINT" : "SIGQUIT");
    await pause(100);
  }
  rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

function pidOnFile(dataDir: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(dataDir, "postmaster.pid"), "utf8"), 10) || null;
  } catch {
    return null;
  }
}

function isPostgresOf(dataDir: string, pid: number): boolean {
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(dataDir);
}

function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
