import "./check-node.mjs";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const { root } = await import("./places.mjs");
const { giveUp } = await import("./say.mjs");

if (!existsSync(join(root, "node_modules/tsx"))) {
  giveUp(
    "Les paquets ne sont pas installés : lancez d’abord `npm ci`.",
    "The packages are not installed: run `npm ci` first.",
  );
}
const command = spawn(
  process.execPath,
  ["--import", "tsx", "--conditions=react-server", join(root, "commands/main.ts"), ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
// A Ctrl-C reaches the whole terminal: the command decides how it ends, and we end with it.
process.on("SIGINT", () => {}).on("SIGTERM", () => command.kill("SIGTERM"));
command.on("exit", (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
