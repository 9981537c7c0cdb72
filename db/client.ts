import "server-only";
import { createHash } from "node:crypto";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { patiently } from "./patience";

/** A database handle, or a transaction of it: what every query takes. */
export type Database = Pick<
  NodePgDatabase,
  | "select"
  | "selectDistinct"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "transaction"
  | "$with"
  | "with"
>;

/** How many connections one process may hold. */
export const poolSize = 16;

/** How long a statement of a request may take: who waits for it has less patience than that. Milliseconds. */
const patienceOfRequests = 5_000;

/**
 * Opens the pool that the whole process shares, or another one for what takes longer than a request may. No connection is made before the
 * first query.
 */
export function connectDatabase(url: string, patience = patienceOfRequests): { db: Database; pool: pg.Pool } {
  const pool = new PatientPool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 3_000,
    statement_timeout: patience,
    query_timeout: patience,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    Client: PreparingClient,
  });
  // A connection that dies must not take the process with it, be it idle or between two statements of a transaction. pg leaves
  // each of them without a listener; the next query opens another.
  pool.on("connect", (client) => {
    // Once the pool ends, the server may well be the first of the two to hang up.
    client.on("error", (error) => pool.ending || console.warn(`database: a connection was lost (${error.message})`));
  });
  pool.on("error", () => {});
  const db = drizzle(pool);
  db.transaction = (work, config) => patiently(() => inTransaction(pool, work, config));
  return { db, pool };
}

/** Waits for a silent database once for each request. What Drizzle asks outside of a transaction comes this way, as a promise. */
class PatientPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg's nine overloads; each is passed on as it came.
  override query(...all: any[]): any {
    return patiently(() => Reflect.apply(super.query, this, all));
  }
}

/** How many statements each connection may keep. Ours are a hundred or so: their number does not grow with what people send. */
const mostStatements = 500;
const names = new Map<string, string>();

/** The statement's own name, the same in every connection; none once there are too many. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size === mostStatements) return known;
  const name = createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
}

/** Gives each statement a name, so that the server parses it once for each connection, and soon plans it once too. */
class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's nine overloads; only the shape that Drizzle uses is touched.
  override query(...all: any[]): any {
    const [config, ...rest] = all;
    const isPlain = typeof config?.text === "string" && !config.name;
    return Reflect.apply(super.query, this, isPlain ? [{ ...config, name: nameOf(config.text) }, ...rest] : all);
  }
}

type Drizzle = NodePgDatabase;
type Transaction = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];

/**
 * A transaction that gives its connection back whatever happens, and at once: one that failed is closed, and the server rolls back by
 * itself. Drizzle alone keeps the connection for ever when `begin` fails, and waits for a rollback from a server that has gone silent.
 */
async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
  config: Parameters<Drizzle["transaction"]>[1],
): Promise<T> {
  const client = await pool.connect();
  let cause: unknown;
  try {
    const result = await drizzle(client).transaction((tx) => work(tx).catch(abandon), config);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw cause ?? error;
  }

  async function abandon(error: unknown): Promise<never> {
    cause = error;
    void client.end();
    throw error;
  }
}
