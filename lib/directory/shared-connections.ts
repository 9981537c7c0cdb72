import "server-only";
import type { Connection } from "./connection";
import { type Connections, doOnce, type Pool } from "./connections";
import { callBudget, Deadline } from "./deadline";
import type { Prepare, Servers } from "./servers";

/** One LDAP connection carries many requests at a time: four are enough for a crowd, and spare the server from more. */
const size = 4;

interface Place {
  connection?: Connection;
  opening?: Promise<Connection>;
}

/** Connections bound as the service account by `bind`, shared by all calls in turn. No work may bind again. */
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
    // An attempt that an earlier call began may fail although the server has recovered since.
    const inherited = await place.opening?.catch(() => undefined);
    return inherited ?? openAt(place);
  }

  /** Retires every connection to that server: when one gets no answer, the others will not either. */
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
