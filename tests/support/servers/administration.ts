import { spawn } from "node:child_process";

export interface Administrator {
  dn: string;
  password: string;
}

/** Makes the changes in that LDIF as `administrator`. Throws the server's message about the first that it refuses. */
export function applyLdif(
  { ldapsUrl, caFile, administrator }: { ldapsUrl: string; caFile: string; administrator: Administrator },
  ldif: string,
  ...options: string[]
): Promise<void> {
  const identity = ["-x", "-H", ldapsUrl, "-D", administrator.dn, "-w", administrator.password];
  return runWithInput("ldapmodify", ["-a", ...identity, ...options], ldif, { LDAPTLS_CACERT: caFile });
}

/** Runs the program. Throws its standard error when it fails. */
export async function runWithInput(
  program: string,
  words: string[],
  input: string,
  settings: Record<string, string>,
): Promise<void> {
  const child = spawn(program, words, { stdio: ["pipe", "ignore", "pipe"], env: { ...process.env, ...settings } });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  child.stdin.on("error", () => {}).end(input);
  const status = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (status !== 0) throw new Error(`${program}: ${Buffer.concat(complaints)}`);
}
