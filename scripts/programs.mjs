import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { folderOf, markBuilt, nameOf } from "./builds.mjs";
import { root } from "./places.mjs";
import { giveUp } from "./say.mjs";

/** Everything that the programs are built from. */
const sources = [
  "commands",
  "db",
  "embedded",
  "lib",
  "messages",
  "scripts",
  "server",
  "tsconfig.json",
  "package-lock.json",
];

/** The programs, each by its name in the folder of its build. */
const programs = {
  server: "server/main.ts",
  "web-worker": "server/web.ts",
  "import-process": "server/import-process.ts",
  trousseau: "commands/main.ts",
};

export const currentPrograms = () => nameOf("programs", sources);

/**
 * Returns the file of this program.
 * @param {string} build
 * @param {keyof typeof programs} name
 */
export const programOf = (build, name) => join(folderOf(build), `${name}.mjs`);

/** Bundles the programs, in the folder of this build. Requires the build lock. @param {string} build */
export async function buildPrograms(build) {
  rmSync(folderOf(build), { recursive: true, force: true });
  try {
    await bundle(programs, folderOf(build));
  } catch (error) {
    if (!(error instanceof Error && "errors" in error)) throw error;
    giveUp(
      "Les programmes n’ont pas pu être construits : esbuild dit pourquoi ci-dessus.",
      "The programs could not be built: esbuild says why above.",
    );
  }
  markBuilt(build);
}

/** Packages that would be many files to find and read at every start; and a bundler's mark, useless elsewhere. */
const bundled = ["csv-parse", "csv-stringify", "drizzle-orm", "marked", "server-only", "use-intl", "zod"];

/**
 * Bundles these TypeScript programs and what they import as JavaScript; all but a few packages stay external. Shared
 * code lies beside the programs, with a source map that `node --enable-source-maps` reads.
 * @param {Record<string, string>} files By the name of the program.
 * @param {string} folder Under the root, where packages are found.
 */
export async function bundle(files, folder) {
  // Absent before the first install.
  const { build } = await import("esbuild");
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !bundled.includes(name)),
    conditions: ["react-server"],
    sourcemap: "linked",
    logLevel: "warning",
  });
}

/** Returns a folder for a bundle that only this process runs, and must remove; `npm ci` removes what is left behind. */
export const ownFolder = () => join(root, "node_modules/.cache", `trousseau-bundle-${process.pid}`);
