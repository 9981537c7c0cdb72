import { spawn } from "node:child_process";

/** Runs `npm run serve`'s script with these settings, and answers how it ended and what it said. */
export function serveUntilItEnds(env: Record<string, string>): Promise<{ status: number | null; said: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["scripts/serve.mjs"], {
    env: { PATH, HOME, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, said })));
}
