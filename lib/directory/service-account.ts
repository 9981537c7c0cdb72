import "server-only";
import { DirectoryUnavailable } from "@/lib/errors";
import { type Answer, resultCodes } from "./answer";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { Prepare } from "./servers";
import { unexpected } from "./unexpected";

/**
 * The pause on a server that refused the account. Three processes then cause at most nine failures there in a quarter
 * of an hour. Milliseconds.
 */
const pauseAfterRefusal = 5 * 60_000;

/** A server refuses the service account, and must not be asked again before `until` (milliseconds since 1970). */
export class AccountRefused extends DirectoryUnavailable {
  readonly until = Date.now() + pauseAfterRefusal;
}

/**
 * Returns the function that binds as the service account: one bind at a time on each server, and none for five minutes
 * after a refusal. A wrong password sent with each request would lock the account, and keep it locked after the setting
 * is corrected. The refusal is logged once.
 */
export function serviceBind({ bindDn, bindPassword }: { bindDn: string; bindPassword: string }): Prepare {
  const refusals = new Map<string, AccountRefused>();
  const turns = new Map<string, Promise<void>>();

  async function bind(connection: Connection, deadline: Deadline): Promise<void> {
    const { url } = connection;
    const known = refusals.get(url);
    if (known && Date.now() < known.until) throw known;
    const answer = await connection.bind(bindDn, bindPassword, deadline);
    if (answer.status === resultCodes.success) {
      if (refusals.delete(url)) console.warn(`directory: ${url} takes the service account again`);
      return;
    }
    if (!isOfTheAccount(answer)) throw unexpected(answer);
    const refusal = new AccountRefused(unexpected(answer).cause);
    refusals.set(url, refusal);
    if (!known) console.error(`directory: ${url} ${sentenceOf(answer)}`);
    throw refusal;
  }

  return (connection, deadline) => {
    const before = turns.get(connection.url) ?? Promise.resolve();
    const bound = before.then(() => bind(connection, deadline));
    turns.set(
      connection.url,
      bound.catch(() => {}),
    );
    return deadline.race(bound);
  };
}

/** True when the account is wrong, locked, expired or disabled, as far as servers distinguish these cases. */
function isOfTheAccount({ status, policyError }: Answer): boolean {
  return status === resultCodes.invalidCredentials || policyError !== undefined;
}

function sentenceOf({ status }: Answer): string {
  return (
    `refuses the service account (LDAP result ${status}): LDAP_BIND_DN or LDAP_BIND_PASSWORD is wrong, or the account is locked or expired. ` +
    "It is not tried again for five minutes, then every five minutes"
  );
}
