import "server-only";
import type { Connection } from "./connection";
import { type Connections, doOnce, type Pool } from "./connections";
import { callBudget, Deadline } from "./deadline";
import type { Prepare, Servers } from "./servers";

/** LDAP carries many requests at a time on one connection: four serve a crowd, and spare the server the others. */
const size = 4;

interface Place {
  connection?: Connection;
  opening?: Promise<Connection>;
}

/** Connections bound as the service, shared by all calls, taken in turn. `bind` makes them so. Nothing done on them may bind again. */
export function sharedConnections(servers: Servers, bind: Prepare): Connections {
  const places: Place[] = Array.from({ length: size }, () => ({}));
  let turn = 0;

  function openAt(place: Place): Promise<Connection> {
    place.opening ??= servers
      .open(bind, new Deadline(callBudget))
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
    if (place.connection?.isUsable && servers.isPreferred(place.connection.url)) return place.connection;
    place.connection?.retire();
    // An attempt that another call began earlier may fail for a server that is back by now.
    const inherited = await place.opening?.catch(() => undefined);
    return inherited ?? openAt(place);
  }

  /** One that does not answer speaks for the others to the same server. */
  function retireAll(url: string): void {
    for (const { connection } of places) if (connection?.url === url) connection.retire();
  }

  const pool: Pool = {
    take: (deadline) => deadline.race(connectionAt(places[turn++ % size] as Place)),
    giveBack(connection) {
      if (connection.hasFailed) retireAll(connection.url);
    },
  };

  return {
    use: (deadline, work) => doOnce(servers, pool, deadline, work),
    close() {
      for (const place of places) {
        place.connection?.retire();
        place.opening?.then((connection) => connection.retire()).catch(() => {});
      }
    },
  };
}
