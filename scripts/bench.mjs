import "./check-node.mjs";
import { spawnSync } from "node:child_process";
import { root } from "./places.mjs";
import { giveUp } from "./say.mjs";

const { prepare } = await import("./prepare.mjs");
const { installMissingTools } = await import("./tools.mjs");

await prepare();
if (installMissingTools(["slapd"]).length > 0) {
  giveUp(
    "Sans slapd il n’y a rien à mesurer : installez le paquet slapd, puis recommencez.",
    "Without slapd there is nothing to measure: install the package slapd, then try again.",
  );
}
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "--conditions=react-server", "tests/bench/desk-resets.ts"],
  { cwd: root, stdio: "inherit" },
);
process.exit(status ?? 1);
