import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builds, root } from "./places.mjs";
import { runningBuilds } from "./running.mjs";
import { giveUp, say } from "./say.mjs";

/** Everything that a page is made of. */
const sources = [
  "app",
  "db",
  "embedded/demo-people.ts",
  "lib",
  "messages",
  "public",
  "middleware.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** The name of the build of the sources as they are now: two states of them never share one. */
export function currentBuild() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesUnder(join(root, source)))) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** True when this build was carried to its end. @param {string} build */
export function isBuilt(build) {
  return existsSync(join(builds, build, "complete"));
}

/** Builds the sources when they changed, in a folder of their own; removes builds that nobody runs. To be called under the build lock. */
export function buildWhatChanged() {
  const build = currentBuild();
  if (isBuilt(build)) return build;
  say("Construction des pages, une minute environ…", "Building the pages, about a minute…");
  removeOldBuilds();
  const folder = join(builds, build);
  const { status, output } = spawnSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", TROUSSEAU_BUILD: `.builds/${build}` },
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    process.stderr.write(Buffer.concat([output[1] ?? Buffer.alloc(0), output[2] ?? Buffer.alloc(0)]));
    rmSync(folder, { recursive: true, force: true });
    giveUp(
      "Les pages n’ont pas pu être construites : Next.js dit pourquoi ci-dessus.",
      "The pages could not be built: Next.js says why above.",
    );
  }
  rmSync(join(folder, "cache"), { recursive: true, force: true });
  writeFileSync(join(folder, "complete"), "");
  return build;
}

function removeOldBuilds() {
  const inUse = runningBuilds();
  for (const name of existsSync(builds) ? readdirSync(builds) : []) {
    if (/^[0-9a-f]{16}$/.test(name) && !inUse.has(name)) rmSync(join(builds, name), { recursive: true, force: true });
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
