import "server-only";
import { execFile } from "node:child_process";
import { chownSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./postgres-account";

export interface ServerPlace {
  /** Folder of PostgreSQL's programs. */
  bin: string;
  /** Folder of the data; the account owns its parent too. */
  cluster: string;
  account: Account | null;
}

/** The environment of PostgreSQL's programs, without our own language and settings. */
export const programEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: "production",
};

/** Makes the cluster aside, then renames it, so that an interrupted start leaves nothing half made. */
export async function makeCluster(
  { bin, cluster, account }: ServerPlace,
  user: string,
  password: string,
): Promise<void> {
  const place = dirname(cluster);
  const half = join(place, "half-made");
  const passwordFile = join(place, "first-password");
  rmSync(half, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await promisify(execFile)(
      join(bin, "initdb"),
      [
        `--pgdata=${half}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { ...account, cwd: place, env: programEnvironment },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, cluster);
}
