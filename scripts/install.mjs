import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { runningBuilds } from "./running.mjs";
import { giveUp, say } from "./say.mjs";

/** Installs the packages of the lock file, unless they are already there. Requires the build lock. */
export function installWhatIsMissing() {
  if (isInstalled()) return;
  if (runningBuilds().size > 0) {
    giveUp(
      "Les paquets ont changé, et une copie de ce dossier est en marche : arrêtez-la d’abord.",
      "The packages have changed, and a copy of this folder is running: stop it first.",
    );
  }
  say("Installation des paquets…", "Installing the packages…");
  const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    giveUp(
      "Les paquets n’ont pas pu être installés : `npm ci` dit pourquoi ci-dessus.",
      "The packages could not be installed: `npm ci` says why above.",
    );
  }
}

/** True when npm's record of what it installed, which it writes last, has the lock file's versions. */
function isInstalled() {
  try {
    const wanted = packagesOf("package-lock.json");
    const there = packagesOf("node_modules/.package-lock.json");
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === "" || there[path]?.version === version || (optional && there[path] === undefined),
    );
  } catch {
    return false;
  }
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(join(root, file), "utf8")).packages;
}
