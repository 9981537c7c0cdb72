import "server-only";
import { createHash } from "node:crypto";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { patiently } from "./patience";

/** A database handle or a transaction: what every query takes. */
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

/** How long a statement of a request may take, in milliseconds: people wait no longer for a page. */
const patienceOfRequests = 5_000;

/**
 * Opens the pool that the whole process shares, or another one, with its own `patience` in milliseconds, for statements
 * that take longer than a request may. It connects on the first query.
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
  // A lost connection must not end the process, whether it is idle or between two statements of a transaction: pg
  // leaves both without an error listener. The next query opens another.
  pool.on("connect", (client) => {
    // While the pool is closing, the server may hang up first.
    client.on("error", (error) => pool.ending || console.warn(`database: a connection was lost (${error.message})`));
  });
  pool.on("error", () => {});
  const db = drizzle(pool);
  db.transaction = (work, config) => patiently(() => inTransaction(pool, work, config));
  return { db, pool };
}

/** Waits for a silent database once per request. Drizzle's queries outside a transaction come through here. */
class PatientPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg's nine overloads; each is passed on as it came.
  override query(...all: any[]): any {
    return patiently(() => Reflect.apply(super.query, this, all));
  }
}

/** The most statements each connection keeps. We have about a hundred, whatever people send. */
const mostStatements = 500;
const names = new Map<string, string>();

/** Returns the statement's name, the same on every connection; undefined once there are too many. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size === mostStatements) return known;
  const name = createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
}

/** Names each statement, so that the server parses it once per connection, and soon plans it only once too. */
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
 * Runs a transaction and always gives its connection back at once. After a failure it closes the connection, and the
 * server rolls back by itself. Drizzle alone never releases the connection when `begin` fails, and waits for a rollback
 * from a server that no longer answers.
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
