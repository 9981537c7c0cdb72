import "server-only";
import pg, { type Client } from "pg";

export type { Client };

/** A connection of its own, outside the pool, given back when the work is over. No statement takes longer than `patience` milliseconds. */
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
  // One that breaks says so to whoever asks something of it.
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    void client.end().catch(() => {});
  }
}
