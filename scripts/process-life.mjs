import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Returns what tells one process from the next with the same number: numbers are reused, soon in a container. Null when
 * none lives.
 * @param {number} pid
 * @returns {string | null}
 */
export function lifeOf(pid) {
  try {
    if (process.platform !== "linux")
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    // proc_pid_stat(5): after the name in parentheses, the state is the 3rd field and the start time the 22nd.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
