import { type ChildProcess, spawn } from "node:child_process";

interface Ending {
  status: number | null;
  said: string;
}

/** Runs `npm run serve`'s script with these settings, and answers how it ended and what it said. */
export function serveUntilItEnds(env: Record<string, string>): Promise<Ending> {
  return beginServing(env).ended;
}

/** As `serveUntilItEnds`, and answers at once. Its processes are a group of their own, as those of a terminal are. */
export function beginServing(env: Record<string, string>): { process: ChildProcess; ended: Promise<Ending> } {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["scripts/serve.mjs"], {
    env: { PATH, HOME, NODE_ENV: "production", ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const ended = new Promise<Ending>((resolve) => child.once("close", (status) => resolve({ status, said })));
  return { process: child, ended };
}
