import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { Servers } from "./servers";
import { asMayBeMade, ChangeNotConfirmed, mayBeMade } from "./unexpected";

/** What a call does on one connection, by a deadline that may be sooner than the call's own. */
export type Work<T> = (connection: Connection, deadline: Deadline) => Promise<T>;

/** Connections that are kept from one call to the next: a new one costs three to thirty times as much as the request. */
export interface Connections {
  /**
   * Does that work on a kept connection; opens one when there is none left that can be used. Where that connection fails, the work is
   * done once more, from its beginning, on the next server.
   */
  use<T>(deadline: Deadline, work: Work<T>): Promise<T>;
  /** Lets go of them all; what is under way ends first. */
  close(): void;
}

/** How connections are lent to one call at a time, or to many. */
export interface Pool {
  /** Throws `DirectoryUnavailable` when there is none to be had by the deadline. */
  take(deadline: Deadline): Promise<Connection>;
  giveBack(connection: Connection): void;
}

/**
 * Does the work on a connection of that pool, and once more on the next server where that one breaks, answers nonsense, is late, or takes
 * no changes from anybody.
 *
 * Every work of the service may be done again, whole, although the answer of the first server may have been lost after it did its
 * part: a search; a bind, at the cost of one failure more in the account's count; a change of an entry, planned anew from what that
 * server holds; a new entry, looked for first; a Password Modify of the same password, which a server that has it already refuses as
 * `in-history` or `too-young`: `ensurePassword` then asks whether it opens. What is not done again is what a server refused: it has answered.
 * Whatever stops it in the end, the error says so where one of the servers may have made the change.
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
      // Where two in turn take none, it may be the request. Where no other one answers, this one still serves what is only read.
      const takesNone = error instanceof ChangeNotConfirmed && !isLast && servers.hasAnother(connection.url);
      if (connection.hasFailed || takesNone) servers.leaveAside(connection.url, error, attempt);
      if (isLast || !(connection.hasFailed || takesNone)) throw inTheEnd(error);
    } finally {
      pool.giveBack(connection);
    }
  }
}

/** A request on which two servers failed may be what makes them fail. */
const mostTries = 2;
