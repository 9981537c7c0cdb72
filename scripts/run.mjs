import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./places.mjs";
import { programOf } from "./programs.mjs";
import { markRunning } from "./running.mjs";

/**
 * Runs the service on this build, until it ends or is told to stop; then this process ends with the same status, or the one that shells
 * give to a signal. It stops too when we die, since the channel between us closes.
 * @param {import("./build.mjs").Build} build
 * @param {NodeJS.ProcessEnv} settings
 */
export function run(build, settings) {
  markRunning(build.pages, build.programs);
  // Before there is anything to stop: a Ctrl-C may come at any time. One that is gone before it hears of it, the Ctrl-C having reached it too,
  // has stopped: no error of ours.
  const stop = () => service.connected && service.send("stop", () => {});
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  const service = spawn(process.execPath, [programOf(build.programs, "server")], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...settings,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      TROUSSEAU_BUILD: `.builds/${build.pages}`,
    },
  });
  // npm, told to end, ends without a word to us. Without npm, the shell that launched us may well go before we do.
  const launcher = process.ppid;
  const watch = setInterval(() => process.ppid !== launcher && stop(), 500);
  if (!process.env.npm_lifecycle_event) clearInterval(watch);
  service.on("exit", (status, signal) => process.exit(signal ? 128 + constants.signals[signal] : (status ?? 1)));
}
