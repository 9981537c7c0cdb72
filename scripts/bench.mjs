import "./check-node.mjs";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { giveUp } from "./say.mjs";

const { bundle, ownFolder } = await import("./programs.mjs");
const { prepare } = await import("./prepare.mjs");
const { installMissingTools } = await import("./tools.mjs");

/** The benches; the first one unless another is named: `npm run bench -- sheets`. */
const benches = new Map([
  ["reset", "desk-resets"],
  ["sheets", "sheets"],
  ["import", "imports"],
]);
const [asked = "reset"] = process.argv.slice(2);
const bench = benches.get(asked);
if (!bench) {
  const known = [...benches.keys()].join(", ");
  giveUp(`« ${asked} » n’est pas une mesure : ${known}.`, `“${asked}” is no bench: ${known}.`);
}

await prepare();
if (asked === "reset" && installMissingTools(["slapd"]).length > 0) {
  giveUp(
    "Sans slapd il n’y a rien à mesurer : installez le paquet slapd, puis recommencez.",
    "Without slapd there is nothing to measure: install the package slapd, then try again.",
  );
}
const folder = ownFolder();
await bundle({ [bench]: `tests/bench/${bench}.ts` }, folder);
const { status } = spawnSync(process.execPath, [join(folder, `${bench}.mjs`)], {
  cwd: root,
  stdio: "inherit",
});
rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
