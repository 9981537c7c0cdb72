import { spawn } from "node:child_process";

/** Types `npm run trousseau -- ...words` with these settings and no others; answers how it ended and what it said on each stream. */
export function typeCommand(words: string[], settings: Record<string, string> = {}) {
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
  return new Promise<{ status: number | null; said: string; complained: string }>((resolve) =>
    child.once("close", (status) => resolve({ status, ...heard })),
  );
}
