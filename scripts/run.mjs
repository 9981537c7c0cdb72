import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./places.mjs";
import { programOf } from "./programs.mjs";
import { markRunning } from "./running.mjs";

/**
 * Runs the service on this build, until it ends or is told to stop; then ends this process with the same status, or the
 * one that shells give to a signal. The service also stops when we die, since the channel between us closes.
 * @param {import("./build.mjs").Build} build
 * @param {NodeJS.ProcessEnv} settings
 */
export function run(build, settings) {
  markRunning(build.pages, build.programs);
  // Set before the service starts: a Ctrl-C may come at any time. It also reaches the service, which may end before the
  // message does: that is no error.
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
  // npm ends on a signal without telling us. Without npm, the shell that launched us may well end before we do.
  const launcher = process.ppid;
  const watch = setInterval(() => process.ppid !== launcher && stop(), 500);
  if (!process.env.npm_lifecycle_event) clearInterval(watch);
  service.on("exit", (status, signal) => process.exit(signal ? 128 + constants.signals[signal] : (status ?? 1)));
}
