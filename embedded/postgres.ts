import "server-only";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./free-port";
import {
  type Account,
  canEnter,
  makeOwnFolder,
  postgresAccount,
  reachablePrograms,
  sharedPlace,
} from "./postgres-account";
import { stopOrphan } from "./postgres-orphan";
import { postgresPrograms } from "./postgres-programs";

export interface EmbeddedPostgres {
  /** `postgres://...` of the database `trousseau`, on loopback. */
  url: string;
  /** The log of this server, for whoever looks into a failure. */
  logFile: string;
  /** Fast shutdown: open transactions are rolled back, committed ones are safe. Resolves once the process has gone. */
  stop(): Promise<void>;
}

/** What `cluster_name` says in every PostgreSQL that we started ourselves, and nowhere else. */
export const clusterName = "trousseau-embedded";

const user = "trousseau";
const database = "trousseau";

/**
 * A real PostgreSQL on loopback, its data in `dataDir`, made on first use. It stops with `stop()`, and by itself when this process
 * dies, however it dies. One that an earlier start left behind is stopped first. `settings` are `postgresql.conf` ones. Throws when
 * it cannot start, with PostgreSQL's own last words.
 */
export async function startPostgres({
  dataDir,
  password,
  port,
  settings = {},
}: {
  dataDir: string;
  password: string;
  port?: number;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const account = postgresAccount();
  const { native, version } = postgresPrograms();
  const bin = join(reachablePrograms(native, version, account), "bin");
  const place = reachablePlace(dataDir, account);
  const cluster = join(place, "cluster");
  await stopOrphan(cluster);
  if (!existsSync(cluster)) initialise({ bin, place, cluster, password, account });

  const ownPort = port ?? (await freePort());
  const logFile = join(place, "postgres.log");
  const server = launch({ bin, cluster, logFile, account, settings: { ...settings, port: String(ownPort) } });
  const url = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${ownPort}/`;
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.stdin?.end();
    await exited;
  };
  try {
    await accepting(`${url}postgres`, server, logFile);
    await createOnce(`${url}postgres`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: url + database, logFile, stop };
}

/** Where the data are kept: `dataDir`, or a place that it links to when the account cannot enter it. */
function reachablePlace(dataDir: string, account: Account | null): string {
  if (lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink()) return realpathSync(dataDir);
  makeOwnFolder(dataDir, account);
  if (canEnter(dataDir, account)) return realpathSync(dataDir);
  mkdirSync(sharedPlace, { recursive: true, mode: 0o755 });
  const elsewhere = mkdtempSync(join(sharedPlace, "data-"));
  makeOwnFolder(elsewhere, account);
  rmSync(dataDir, { recursive: true });
  symlinkSync(elsewhere, dataDir);
  return elsewhere;
}

/** Made aside and then renamed, so that a start cut short leaves nothing half made. */
function initialise({
  bin,
  place,
  cluster,
  password,
  account,
}: {
  bin: string;
  place: string;
  cluster: string;
  password: string;
  account: Account | null;
}): void {
  const half = join(place, "half-made");
  const passwordFile = join(place, "first-password");
  rmSync(half, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    execFileSync(
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
      { ...account, cwd: place, stdio: ["ignore", "ignore", "pipe"], env: programEnvironment },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, cluster);
}

const programEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: "production",
};

/**
 * A shell stands between us and PostgreSQL: it stops it when its standard input closes, which is how we ask, and which also happens
 * when we are killed. In a session of its own, so that a Ctrl-C meant for us lets us stop things in order.
 */
const guardian = `
  "$@" </dev/null & server=$!
  exec 3<&0
  { cat <&3 >/dev/null; kill -INT "$server"; } 2>/dev/null &
  wait "$server"
`;

function launch({
  bin,
  cluster,
  logFile,
  account,
  settings,
}: {
  bin: string;
  cluster: string;
  logFile: string;
  account: Account | null;
  settings: Record<string, string>;
}): ChildProcess {
  const ours = { listen_addresses: "127.0.0.1", unix_socket_directories: "", cluster_name: clusterName };
  const all = { ...ours, ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
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

/** Resolves once a connection is accepted; throws PostgreSQL's last words when it ends first, or after a minute. */
async function accepting(url: string, server: ChildProcess, logFile: string): Promise<void> {
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

async function createOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}
