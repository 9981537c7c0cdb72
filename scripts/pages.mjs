import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { folderOf, markBuilt, nameOf } from "./builds.mjs";
import { root } from "./places.mjs";
import { giveUp, say } from "./say.mjs";

/** Everything that the pages are built from. */
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

export const currentPages = () => nameOf("pages", sources);

/** Has Next build the pages, in the folder of this build. Requires the build lock. @param {string} build */
export function buildPages(build) {
  say("Construction des pages, une minute environ…", "Building the pages, about a minute…");
  const { status, output } = spawnSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", TROUSSEAU_BUILD: `.builds/${build}` },
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    process.stderr.write(Buffer.concat([output[1] ?? Buffer.alloc(0), output[2] ?? Buffer.alloc(0)]));
    rmSync(folderOf(build), { recursive: true, force: true });
    giveUp(
      "Les pages n’ont pas pu être construites : Next.js dit pourquoi ci-dessus.",
      "The pages could not be built: Next.js says why above.",
    );
  }
  rmSync(join(folderOf(build), "cache"), { recursive: true, force: true });
  markBuilt(build);
}
