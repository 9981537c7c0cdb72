import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { Servers } from "./servers";
import { asMayBeMade, ChangeNotConfirmed, mayBeMade } from "./unexpected";

/** What a call does on one connection. The deadline may be sooner than the call's own. */
export type Work<T> = (connection: Connection, deadline: Deadline) => Promise<T>;

/** Connections kept from one call to the next: opening one costs three to thirty times as much as a request. */
export interface Connections {
  /**
   * Runs the work on a kept connection, or on a new one when none is usable. When that connection fails, runs the whole
   * work once more on the next server.
   */
  use<T>(deadline: Deadline, work: Work<T>): Promise<T>;
  /** Closes all the connections, each once its pending requests have ended. */
  close(): void;
}

/** Lends connections, each to one call at a time or to many. */
export interface Pool {
  /** Throws `DirectoryUnavailable` when no connection is available by the deadline. */
  take(deadline: Deadline): Promise<Connection>;
  giveBack(connection: Connection): void;
}

/**
 * Runs the work on a connection of the pool, and once more on the next server when the first one breaks, answers
 * nonsense, is late or accepts no changes from anybody.
 *
 * Every work may be repeated as a whole, even if the first server did its part and its response was lost. A search
 * changes nothing. A bind adds at most one failure to the account's count. A change of an entry is planned again from
 * what the second server holds. A new entry is looked for first. A Password Modify with a password that the server
 * already has is refused as `in-use`, `in-history` or `too-young`, and `ensurePassword` then checks it. A refusal is an
 * answer, and is not retried. The error that is finally thrown says whether one of the servers may have made the
 * change.
 */
export async function doOnce<T>(servers: Servers, pool: Pool, deadline: Deadline, work: Work<T>): Promise<T> {
  let isMaybeMade = false;
  const inTheEnd = (error: unknown) => (isMaybeMade && !mayBeMade(error) ? asMayBeMade(error) : error);
  for (let tries = 1; ; tries++) {
    const connection = await pool.take(deadline).catch((error) => {
      throw inTheEnd(error);
    });
    const attempt = deadline.attempt(servers.count - tries + 1);
    const wasAside = servers.isAside(connection.url);
    try {
      const outcome = await work(connection, attempt);
      if (wasAside) servers.trust(connection.url);
      return outcome;
    } catch (error) {
      isMaybeMade ||= mayBeMade(error);
      const isLast = tries === Math.min(servers.count, mostTries) || deadline.isOver;
      // When two servers in turn refuse a change, the request may be the cause. When no other server is trusted, this
      // one still serves reads.
      const takesNone = error instanceof ChangeNotConfirmed && !isLast && servers.hasAnother(connection.url);
      if (connection.hasFailed || takesNone) servers.leaveAside(connection.url, error, attempt);
      if (isLast || !(connection.hasFailed || takesNone)) throw inTheEnd(error);
    } finally {
      pool.giveBack(connection);
    }
  }
}

/** A request that failed on two servers may itself be the cause. */
const mostTries = 2;
