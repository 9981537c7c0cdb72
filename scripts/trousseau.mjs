import "./check-node.mjs";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const { isBuilt } = await import("./builds.mjs");
const { root } = await import("./places.mjs");
const { buildPrograms, currentPrograms, programConditions, programOf } = await import("./programs.mjs");
const { markRunning } = await import("./running.mjs");
const { giveUp } = await import("./say.mjs");

if (!existsSync(join(root, "node_modules/esbuild"))) {
  giveUp(
    "Les paquets ne sont pas installés : lancez d’abord `npm ci`.",
    "The packages are not installed: run `npm ci` first.",
  );
}
const build = currentPrograms();
markRunning(build);
if (!isBuilt(build)) {
  const { oneAtATime } = await import("./prepare.mjs");
  await oneAtATime(async () => void (await buildPrograms()));
}
const command = spawn(
  process.execPath,
  [...programConditions, programOf(build, "trousseau"), ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
// A Ctrl-C reaches the whole terminal: the command decides how it ends, and we end with it.
process.on("SIGINT", () => {}).on("SIGTERM", () => command.kill("SIGTERM"));
command.on("exit", (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
