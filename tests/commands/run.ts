import { type ChildProcess, spawn } from "node:child_process";

export interface TypedCommand {
  process: ChildProcess;
  ended: Promise<{ status: number | null; said: string; complained: string }>;
}

/** Types `npm run trousseau -- ...words` with these settings and no others; answers how it ended and what it said on each stream. */
export function typeCommand(words: string[], settings: Record<string, string> = {}): TypedCommand["ended"] {
  return beginCommand(words, settings).ended;
}

/** As `typeCommand`, and answers at once. */
export function beginCommand(words: string[], settings: Record<string, string> = {}): TypedCommand {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["scripts/trousseau.mjs", ...words], {
    env: { PATH, HOME, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const heard = { said: "", complained: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    heard.said += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    heard.complained += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { process: child, ended: ended.then((status) => ({ status, ...heard })) };
}
