import "server-only";
import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port";
import { postgresAccount } from "./postgres-account";
import { makeCluster } from "./postgres-cluster";
import { stopOrphan } from "./postgres-orphan";
import { reachablePlace, reachablePrograms } from "./postgres-places";
import { accepting, launch } from "./postgres-process";
import { postgresPrograms } from "./postgres-programs";

export interface EmbeddedPostgres {
  /** `postgres://...` URL of the database `trousseau`, on loopback. */
  url: string;
  /** Fast shutdown: rolls back open transactions, keeps committed ones. Resolves once the process has ended. */
  stop(): Promise<void>;
}

/** The `cluster_name` of every PostgreSQL that we start, and of no other. */
export const clusterName = "trousseau-embedded";

const user = "trousseau";
const database = "trousseau";

/** Milliseconds, for the processes of a killed server to release its memory. */
const restartAfter = 1_000;

/**
 * Starts a real PostgreSQL on loopback, its data in `dataDir`, created on first use. It stops with `stop()`, or when
 * this process dies, however it dies; if it ends otherwise, it is restarted. Stops first one that an earlier start left
 * behind. `settings` go into `postgresql.conf`. Throws when it cannot start, with PostgreSQL's last words.
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
  const place = reachablePlace(dataDir, account);
  const server = {
    bin: join(reachablePrograms(native, version, account), "bin"),
    cluster: join(place, "cluster"),
    account,
  };
  await stopOrphan(server.cluster);
  if (!existsSync(server.cluster)) await makeCluster(server, user, password);

  const ownPort = port ?? (await freePort());
  const logFile = join(place, "postgres.log");
  const ours = { listen_addresses: "127.0.0.1", unix_socket_directories: "", cluster_name: clusterName };
  const all = { ...ours, ...settings, port: String(ownPort) };
  const url = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${ownPort}/`;
  let isStopping = false;
  let running = launch(server, logFile, all);
  const stop = async () => {
    isStopping = true;
    const isOver = running.exitCode !== null || running.signalCode !== null;
    const exited = isOver || new Promise((resolve) => running.once("exit", resolve));
    running.stdin?.end();
    await exited;
  };
  try {
    await accepting(`${url}postgres`, running, logFile);
    await createOnce(`${url}postgres`);
  } catch (error) {
    await stop();
    throw error;
  }
  const keepRunning = () =>
    running.once("exit", () => {
      if (isStopping) return;
      console.error("the embedded PostgreSQL ended by itself, and is started again");
      setTimeout(() => {
        if (isStopping) return;
        running = launch(server, logFile, all);
        keepRunning();
      }, restartAfter);
    });
  keepRunning();
  return { url: url + database, stop };
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
