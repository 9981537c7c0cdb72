import "server-only";
import pg, { type Client } from "pg";

export type { Client };

/**
 * Runs `work` on a connection of its own, outside the pool, and closes it afterwards. No statement takes longer than
 * `patience` milliseconds.
 */
export async function withOneConnection<T>(
  url: string,
  patience: number,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patience,
    statement_timeout: patience,
    query_timeout: patience,
  });
  // When the connection breaks, the next query on it fails: nothing to do here.
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    void client.end().catch(() => {});
  }
}
