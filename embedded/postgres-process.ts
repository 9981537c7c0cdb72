import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { programEnvironment, type ServerPlace } from "./postgres-cluster";

/**
 * A shell between us and PostgreSQL stops it when the shell's standard input closes: we close it to stop, and the
 * system does if we are killed. It has its own session: a Ctrl-C meant for us must leave us to stop things in order.
 */
const guardian = `
  "$@" </dev/null & server=$!
  exec 3<&0
  { cat <&3 >/dev/null; kill -INT "$server"; } 2>/dev/null &
  wait "$server"
`;

/** Starts PostgreSQL on this cluster, with these `postgresql.conf` settings; its output goes to a new `logFile`. */
export function launch(
  { bin, cluster, account }: ServerPlace,
  logFile: string,
  settings: Record<string, string>,
): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile, "w", 0o600);
  const server = spawn("/bin/sh", ["-c", guardian, "sh", join(bin, "postgres"), "-D", cluster, ...options], {
    ...account,
    cwd: dirname(cluster),
    detached: true,
    stdio: ["pipe", log, log],
    env: programEnvironment,
  });
  closeSync(log);
  return server;
}

/** Resolves once it accepts a connection; throws PostgreSQL's last words when it ends first, or after a minute. */
export async function accepting(url: string, server: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (server.exitCode === null && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(30);
    }
  }
  throw new Error(
    `PostgreSQL did not start:\n${readFileSync(logFile, "utf8").trim().split("\n").slice(-5).join("\n")}`,
  );
}
