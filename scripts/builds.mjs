import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builds, root, running } from "./places.mjs";
import { runningBuilds } from "./running.mjs";

/** Returns the folder of this build. @param {string} build */
export const folderOf = (build) => join(builds, build);

/**
 * Returns the name of the build of these sources as they are: two states of them never share one.
 * @param {"pages" | "programs"} kind
 * @param {string[]} sources
 */
export function nameOf(kind, sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesUnder(join(root, source)))) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return `${kind}-${hash.digest("hex").slice(0, 16)}`;
}

/** True when this build is complete. @param {string} build */
export function isBuilt(build) {
  return existsSync(join(folderOf(build), "complete"));
}

/** Marks this build as complete. @param {string} build */
export function markBuilt(build) {
  writeFileSync(join(folderOf(build), "complete"), "");
}

/** Removes the builds that nobody runs. Requires the build lock. @param {string[]} kept The caller's. */
export function removeOldBuilds(kept) {
  const inUse = new Set([...kept, ...runningBuilds()]);
  for (const entry of existsSync(builds) ? readdirSync(builds, { withFileTypes: true }) : []) {
    const folder = join(builds, entry.name);
    if (entry.isDirectory() && folder !== running && !inUse.has(entry.name)) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
