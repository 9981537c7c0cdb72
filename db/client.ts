import "server-only";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/** A database handle, or a transaction of it: what every query takes. */
export type Database = Pick<
  NodePgDatabase,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute" | "transaction" | "$with" | "with"
>;

/** Opens the pool that the whole process shares. No connection is made before the first query. */
export function connectDatabase(url: string): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: 16,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 5_000,
    query_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  // A connection that dies must not take the process with it, be it idle or between two statements of a transaction. pg leaves
  // each of them without a listener; the next query opens another.
  pool.on("connect", (client) => {
    client.on("error", (error) => console.warn(`database: a connection was lost (${error.message})`));
  });
  pool.on("error", () => {});
  const db = drizzle(pool);
  db.transaction = (work, config) => inTransaction(pool, work, config);
  return { db, pool };
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
