import "server-only";
import type { Connection } from "./connection";
import { type Connections, doOnce, type Pool } from "./connections";
import type { Servers } from "./servers";

/** How many passwords each process checks at once; further calls wait their turn. */
const size = 8;

/** Connections whose identity changes at each use. Each serves one work at a time, so that binds do not mix. */
export function exclusiveConnections(servers: Servers): Connections {
  const idle: Connection[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let isClosed = false;

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }

  function enter(): Promise<void> {
    if (busy < size) {
      busy++;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  function takeIdle(): Connection | undefined {
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.isUsable && servers.isPreferred(connection.url)) return connection;
      connection.retire();
    }
    return undefined;
  }

  const pool: Pool = {
    take: async (deadline) => takeIdle() ?? servers.open(async () => {}, deadline),
    giveBack(connection) {
      if (connection.isUsable && !isClosed) idle.push(connection);
      else connection.retire();
    },
  };

  return {
    async use(deadline, work) {
      const turn = enter();
      try {
        await deadline.race(turn);
      } catch (error) {
        turn.then(leave);
        throw error;
      }
      try {
        return await doOnce(servers, pool, deadline, work);
      } finally {
        leave();
      }
    },
    close() {
      isClosed = true;
      for (const connection of idle.splice(0)) connection.retire();
    },
  };
}
