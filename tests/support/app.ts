import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/embedded/free-port";

export interface RunningApp {
  /** `http://localhost:port`. */
  url: string;
  dataDir: string;
  /** What it said so far, on both its outputs. */
  logs(): string;
  /** Stops it as Ctrl-C does, and throws its data away unless told to keep them. Answers its exit status. */
  stop(options?: { keepData?: true }): Promise<number | null>;
  /** Kills every process of it at once. The data stay. */
  kill9(): Promise<void>;
}

export interface AppOptions {
  /** Settings of its own, over none at all. */
  env?: Record<string, string>;
  /** To start again on the data of an earlier one. */
  dataDir?: string;
}

/** The service as `npm start` starts it, its embedded servers included, on a port and a data folder of its own. Resolves once it can serve. */
export async function startApp({ env = {}, dataDir = newDataDir() }: AppOptions = {}): Promise<RunningApp> {
  const port = env.PORT ?? String(await freePort());
  const launched = launchApp({ PORT: port, DATA_DIR: dataDir, ...env });
  const url = `http://localhost:${port}`;
  await untilReady(url, launched);
  return {
    url,
    dataDir,
    logs: launched.logs,
    async stop({ keepData } = {}) {
      launched.signal("SIGTERM");
      const status = await launched.ended;
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
      return status;
    },
    async kill9() {
      launched.signalAll("SIGKILL");
      await launched.ended;
    },
  };
}

export interface LaunchedApp {
  logs(): string;
  /** Its exit status, once it has ended; null when a signal ended it. */
  ended: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** To the whole process group, as a terminal does. */
  signalAll(signal: NodeJS.Signals): void;
}

/** Runs `npm start`'s script with these settings and no other, and does not wait for it. */
export function launchApp(env: Record<string, string>): LaunchedApp {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    detached: true,
    env: { PATH, HOME, TMPDIR, LANG: "fr_FR.UTF-8", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const logs = collect(child);
  const signalAll = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, signal);
  };
  const killAll = () => signalAll("SIGKILL");
  process.once("exit", killAll);
  const ended = once(child, "exit").then(([status]) => {
    process.off("exit", killAll);
    return status as number | null;
  });
  return { logs, ended, signal: (signal) => child.kill(signal), signalAll };
}

function collect(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return () => said;
}

async function untilReady(url: string, { ended, logs }: LaunchedApp): Promise<void> {
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`the service did not start:\n${logs()}`);
}

function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), "trousseau-app-"));
}
