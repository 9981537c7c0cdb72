import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/embedded/free-port";

const startSeconds = 90;

export interface RunningApp {
  /** `http://localhost:PORT`. */
  url: string;
  port: number;
  dataDir: string;
  /** All that the service has written so far. */
  said(): string;
  /** Stops it like Ctrl-C. Returns the exit status. */
  stop(): Promise<number | null>;
  /** Sends `kill -9` to all its processes at once. */
  kill(): Promise<void>;
}

export interface AppSettings {
  /** Kept when given; otherwise a temporary folder, removed at the end. */
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
}

/** Starts the built service in demo mode as `npm run serve` does, on its own port. Resolves once it is ready. */
export async function startApp({ dataDir, port, env = {} }: AppSettings = {}): Promise<RunningApp> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "trousseau-app-"));
  const chosenPort = port ?? (await freePort());
  const service = spawn(process.execPath, ["scripts/serve.mjs"], {
    // Its own process group, so that all of it can be killed at once.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...clean(process.env),
      // As under npm, whose end is not told to it: it stops when this process is gone, even killed.
      npm_lifecycle_event: "serve",
      DEMO: "1",
      PORT: String(chosenPort),
      DATA_DIR: folder,
      WEB_CONCURRENCY: "1",
      ...env,
    },
  });
  let said = "";
  service.stdout?.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  service.stderr?.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const killAll = () => killGroup(service);
  process.once("exit", killAll);
  const url = `http://localhost:${chosenPort}`;
  await ready(url, service, () => said);

  const ended = async () => {
    process.off("exit", killAll);
    if (!dataDir) rmSync(folder, { recursive: true, force: true });
  };
  return {
    url,
    port: chosenPort,
    dataDir: folder,
    said: () => said,
    async stop() {
      const status = exitOf(service);
      service.kill("SIGTERM");
      await status;
      await ended();
      return status;
    },
    async kill() {
      const status = exitOf(service);
      killAll();
      await status;
      process.off("exit", killAll);
    },
  };
}

async function ready(url: string, service: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + startSeconds * 1_000;
  while (Date.now() < deadline) {
    if (service.exitCode !== null)
      throw new Error(`the service ended (${service.exitCode}) before it was ready:\n${said()}`);
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  killGroup(service);
  throw new Error(`the service was not ready in ${startSeconds} s:\n${said()}`);
}

function exitOf(service: ChildProcess): Promise<number | null> {
  if (service.exitCode !== null || service.signalCode !== null) return Promise.resolve(service.exitCode);
  return new Promise((resolve) => service.once("exit", (status) => resolve(status)));
}

function killGroup(service: ChildProcess): void {
  try {
    process.kill(-(service.pid as number), "SIGKILL");
  } catch {
    // Already gone.
  }
}

/** Leaves out the settings of a real service that the person who runs the tests may have. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "LANG", "TMPDIR", "USER"];
  return Object.fromEntries(
    kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  ) as NodeJS.ProcessEnv;
}
