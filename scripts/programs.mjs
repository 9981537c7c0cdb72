import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { folderOf, isBuilt, markBuilt, nameOf, removeOldBuilds } from "./builds.mjs";
import { root } from "./places.mjs";

/** Everything that a program is made of. */
const sources = [
  "app/language.ts",
  "commands",
  "db",
  "embedded",
  "lib",
  "messages",
  "scripts/programs.mjs",
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
 * The file of that program.
 * @param {string} build
 * @param {keyof typeof programs} name
 */
export const programOf = (build, name) => join(folderOf(build), `${name}.mjs`);

/** Packages that are many small ES modules, each a file to find and to read at every start: they are bundled with us. */
const bundled = ["csv-parse", "csv-stringify", "drizzle-orm", "marked", "use-intl", "zod"];

/** How Node.js is to run one: what belongs to the server alone is what it finds. */
export const programConditions = ["--conditions=react-server"];

/** Bundles the programs, when they changed, in a folder of their own. To be called under the build lock. */
export async function buildPrograms() {
  const build = currentPrograms();
  if (isBuilt(build)) return build;
  removeOldBuilds("programs");
  rmSync(folderOf(build), { recursive: true, force: true });
  await bundle(programs, folderOf(build));
  markBuilt(build);
  return build;
}

/**
 * Makes JavaScript of these TypeScript programs and of what they take from each other; packages stay where they are, but for a
 * few. What is shared lies beside the programs, with a source map that `node --enable-source-maps` reads.
 * @param {Record<string, string>} files By the name that each is to have.
 * @param {string} folder Under the root, where packages are found.
 */
export async function bundle(files, folder) {
  // Not there before the first install.
  const { build } = await import("esbuild");
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
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
    external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
    conditions: ["react-server"],
    sourcemap: "linked",
    logLevel: "warning",
  });
}
