import { setTimeout as pause } from "node:timers/promises";
import { readAddress } from "@/lib/env";
import { isDemoMode } from "@/lib/read-settings";
import { FolderTaken, isDemoIn, isLocked } from "@/server/data-dir";
import { settingsOfRunningDemo } from "@/server/demo-settings";
import { Stopping } from "@/server/stopping";
import type { Terminal } from "./terminal";
import { commandLineWords } from "./words";

/** Exit status that shells give to a process ended by Ctrl-C. */
const interrupted = 130;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `work` on the settings of a command, and returns its exit status. The settings are those of the command's
 * environment, or in demo mode those of the demonstration that runs in `DATA_DIR`. When none runs there, opens one for
 * the duration, under the folder's lock; but creates one only when `DEMO=1` asks for it, as `npm run serve` requires: a
 * command typed without the settings of a real service must not fill a demonstration. Without settings, returns 1. A
 * Ctrl-C runs the steps added to `stopping`, closes the demonstration, and returns 130.
 */
export async function onSettings(
  source: NodeJS.ProcessEnv,
  terminal: Terminal,
  work: (settings: NodeJS.ProcessEnv, stopping: Stopping) => Promise<number>,
): Promise<number> {
  const stopping = new Stopping();
  let interrupt = () => {};
  const stopped = new Promise<number>((resolve) => {
    interrupt = () => resolve(interrupted);
  });
  for (const signal of signals) process.once(signal, interrupt);
  const done = async () => {
    const settings = await stopping.during(() => settingsInForce(source, terminal, stopping));
    if (settings) return work(settings, stopping);
    const { dataDir } = readAddress(source);
    terminal.complain(commandLineWords(terminal.locale)("demo.none", { dataDir }));
    return 1;
  };
  try {
    return await Promise.race([stopped, done()]);
  } finally {
    await stopping.run();
    for (const signal of signals) process.off(signal, interrupt);
  }
}

async function settingsInForce(
  source: NodeJS.ProcessEnv,
  terminal: Terminal,
  stopping: Stopping,
): Promise<NodeJS.ProcessEnv | null> {
  if (!isDemoMode(source)) return source;
  const t = commandLineWords(terminal.locale);
  const { dataDir, port } = readAddress(source);
  for (let turn = 0; ; turn++) {
    const running = settingsOfRunningDemo(dataDir);
    if (running) return { ...source, ...running, DEMO: "1" };
    if (!isLocked(dataDir)) {
      if (!source.DEMO && !isDemoIn(dataDir)) return null;
      const { startDemo } = await import("@/server/demo");
      try {
        await startDemo({ dataDir, port }, stopping);
        terminal.complain(t("demo.opened", { dataDir }));
        return process.env;
      } catch (error) {
        // Of two commands typed at once, the other was faster.
        if (!(error instanceof FolderTaken)) throw error;
      }
    }
    // The demonstration is still starting, or another command has it.
    if (turn === 0) terminal.complain(t("demo.waiting", { dataDir }));
    await pause(100, undefined, { signal: stopping.asked });
  }
}
