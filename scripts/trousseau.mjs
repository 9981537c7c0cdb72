import "./check-node.mjs";
import { spawn } from "node:child_process";

const { isBuilt } = await import("./builds.mjs");
const { root } = await import("./places.mjs");
const { currentPrograms, programOf } = await import("./programs.mjs");
const { giveUp } = await import("./say.mjs");

const build = currentPrograms();
if (!isBuilt(build)) {
  giveUp(
    "Ces sources ne sont pas construites : lancez d’abord `npm run build`.",
    "These sources are not built: run `npm run build` first.",
  );
}
const command = spawn(process.execPath, [programOf(build, "trousseau"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
// A Ctrl-C reaches the whole terminal: the command decides how it ends, and we end with it.
process.on("SIGINT", () => {}).on("SIGTERM", () => command.kill("SIGTERM"));
command.on("exit", (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
