import "server-only";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema";

/** A database handle, or a transaction of it: what every query takes. */
export type Database = Pick<
  NodePgDatabase<typeof schema>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute" | "transaction"
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
  return { db: drizzle(pool, { schema }), pool };
}
