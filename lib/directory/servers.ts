import "server-only";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import { openConnection, type TlsSettings } from "./open-connection";

/** A server that failed is asked last for that long, so that it delays one call and not each. Milliseconds. */
const distrustedTime = 30_000;

export type OpenConnection = (deadline: Deadline) => Promise<Connection>;

/** Opens a connection to the first server that answers, in the order of `urls`. Throws `DirectoryUnavailable` when none does. */
export function firstAnsweringServer(
  urls: string[],
  tls: TlsSettings,
  prepare: (connection: Connection, deadline: Deadline) => Promise<void>,
): OpenConnection {
  const failedAt = new Map<string, number>();
  const hasFailedLately = (url: string) => Date.now() - (failedAt.get(url) ?? 0) < distrustedTime;

  async function prepared(connection: Connection, deadline: Deadline): Promise<Connection> {
    try {
      await prepare(connection, deadline);
      return connection;
    } catch (error) {
      connection.retire();
      throw error;
    }
  }

  return async (deadline) => {
    const inOrder = [...urls.filter((url) => !hasFailedLately(url)), ...urls.filter(hasFailedLately)];
    const failures: unknown[] = [];
    for (const [index, url] of inOrder.entries()) {
      const attempt = deadline.share(inOrder.length - index);
      try {
        const connection = await prepared(await openConnection(url, tls, attempt), attempt);
        failedAt.delete(url);
        return connection;
      } catch (error) {
        failedAt.set(url, Date.now());
        failures.push(error);
      }
    }
    throw new DirectoryUnavailable(new AggregateError(failures, `no answer from ${urls.join(", ")}`));
  };
}
