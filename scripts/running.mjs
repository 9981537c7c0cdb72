import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { running } from "./places.mjs";
import { lifeOf } from "./process-life.mjs";

/** Records that this process runs these builds, until it ends. @param {...string} builds */
export function markRunning(...builds) {
  const file = join(running, String(process.pid));
  try {
    mkdirSync(running, { recursive: true });
    writeFileSync(file, [lifeOf(process.pid), ...builds].join(" "));
  } catch {
    // A deployment may run on a read-only folder: then nobody can replace a build there.
    return;
  }
  process.on("exit", () => rmSync(file, { force: true }));
}

/** Returns the builds that running copies of this clone use. @returns {Set<string>} */
export function runningBuilds() {
  const found = new Set();
  for (const pid of foldersOf(running)) {
    const [life, ...builds] = readFileSync(join(running, pid), "utf8").split(" ");
    if (lifeOf(Number(pid)) === life) for (const build of builds) found.add(build);
    else rmSync(join(running, pid), { force: true });
  }
  return found;
}

/** @param {string} folder */
function foldersOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
