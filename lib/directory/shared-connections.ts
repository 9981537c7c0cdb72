import "server-only";
import type { Connection } from "./connection";
import type { Connections } from "./connections";
import { callBudget, Deadline } from "./deadline";
import type { OpenConnection } from "./servers";

/** LDAP carries many requests at a time on one connection: four serve a crowd, and spare the server the others. */
const size = 4;

interface Place {
  connection?: Connection;
  opening?: Promise<Connection>;
}

/** Connections bound as the service, shared by all calls, taken in turn. `open` binds. Nothing done on them may bind again. */
export function sharedConnections(open: OpenConnection): Connections {
  const places: Place[] = Array.from({ length: size }, () => ({}));
  let turn = 0;

  function openAt(place: Place): Promise<Connection> {
    place.opening ??= open(new Deadline(callBudget))
      .then((connection) => {
        place.connection = connection;
        return connection;
      })
      .finally(() => {
        place.opening = undefined;
      });
    return place.opening;
  }

  async function connectionAt(place: Place): Promise<Connection> {
    if (place.connection?.isUsable) return place.connection;
    place.connection?.retire();
    // An attempt that another call began earlier may fail for a server that is back by now.
    const inherited = await place.opening?.catch(() => undefined);
    return inherited ?? openAt(place);
  }

  /** One that does not answer speaks for the others to the same server. */
  function retireAll(url: string): void {
    for (const { connection } of places) if (connection?.url === url) connection.retire();
  }

  return {
    async use(deadline, work) {
      const place = places[turn++ % size] as Place;
      const connection = await deadline.race(connectionAt(place));
      try {
        return await work(connection);
      } finally {
        if (!connection.isUsable) retireAll(connection.url);
      }
    },
    close() {
      for (const place of places) {
        place.connection?.retire();
        place.opening?.then((connection) => connection.retire()).catch(() => {});
      }
    },
  };
}
