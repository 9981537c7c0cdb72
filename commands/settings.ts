import { setTimeout as pause } from "node:timers/promises";
import { readAddress } from "@/lib/env";
import { isDemoMode } from "@/lib/read-settings";
import { FolderTaken, isDemoIn, isLocked } from "@/server/data-dir";
import { settingsOfRunningDemo } from "@/server/demo-settings";
import { Stopping } from "@/server/stopping";
import type { Terminal } from "./terminal";
import { commandLineWords } from "./words";

/** Of a process that Ctrl-C ended, as shells count it. */
const interrupted = 130;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does this on the settings that a command works on, and answers its exit status. They are those of its own environment; in demo mode those of the
 * demonstration that runs in `DATA_DIR`. When none runs there, one is opened until this is over, under the lock of that folder. A new one only where
 * `DEMO=1` asks for it, as for `npm run serve`: whoever forgot the settings of a real service must not fill a demonstration. Without any, 1. A Ctrl-C
 * takes the steps that were added to `stopping`, closes the demonstration, and answers 130.
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
        // Two commands that were typed at once: one of them was faster.
        if (!(error instanceof FolderTaken)) throw error;
      }
    }
    // It is still starting, or another command has it.
    if (turn === 0) terminal.complain(t("demo.waiting", { dataDir }));
    await pause(100, undefined, { signal: stopping.asked });
  }
}
