import "./check-node.mjs";
import { spawnSync } from "node:child_process";
import { root } from "./places.mjs";
import { giveUp } from "./say.mjs";

const { prepare } = await import("./prepare.mjs");
const { installMissingTools } = await import("./tools.mjs");

/** What can be measured, the first one unless another is named: `npm run bench -- sheets`. */
const benches = new Map([
  ["reset", "tests/bench/desk-resets.ts"],
  ["sheets", "tests/bench/sheets.ts"],
  ["import", "tests/bench/imports.ts"],
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
const { status } = spawnSync(process.execPath, ["--import", "tsx", "--conditions=react-server", bench], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
