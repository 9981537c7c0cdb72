import "server-only";
import type { Institution } from "@/lib/institution";
import type { Caller } from "@/lib/network/caller";
import { type Counting, comparable, counterKey, origin } from "./key";
import { countBelow, endOf, forget, keepUntil, takeBack } from "./queries";
import { knownPlaceMemory, minute, mostFailures } from "./rules";

type CountingBinds = Counting & { institution: Pick<Institution, "directoryLockout"> };

export interface Bind {
  /**
   * The DN of the entry, whichever of its names was typed, since the directory counts by entry. When no entry has that
   * name, what was typed.
   */
  account: string;
  caller: Pick<Caller, "address" | "isInternal">;
}

export type BindOutcome =
  | {
      ok: true;
      /**
       * To call when the password was right: no failure is counted, and this place is remembered as the account's own.
       */
      wasRight(): Promise<void>;
    }
  | { ok: false; retryAt: Date };

/**
 * Counts a password about to be sent to the directory, as a failure. Refuses it when one more failure would bring the
 * account too near the directory's own lock (decision 13). Does so only where the institution states that lock. A bind
 * without an answer stays counted, since the directory may have counted it. Throws `Unavailable` when the database does
 * not answer.
 */
export async function countBind(services: CountingBinds, { account, caller }: Bind): Promise<BindOutcome> {
  const { db, clock, institution } = services;
  const lockout = institution.directoryLockout;
  if (!lockout) return { ok: true, async wasRight() {} };
  const now = clock.now();
  const key = keyOf(services, account);
  const placeKey = counterKey(services, "place", comparable(account), origin(caller.address));
  const most = mostFailures(lockout.failures, caller);
  // Many people share the addresses of the internal network: none is one person's own place.
  const exemption = caller.isInternal ? null : placeKey;
  const window = lockout.minutes * minute;
  if (!(await countBelow(db, { key, window, most, exemption }, now))) {
    return { ok: false, retryAt: await endOf(db, key, now) };
  }
  return {
    ok: true,
    async wasRight() {
      await takeBack(db, [key]);
      if (!caller.isInternal) await keepUntil(db, placeKey, new Date(now.getTime() + knownPlaceMemory));
    },
  };
}

/** To call when the directory has accepted a new password for this entry: it then restarts its count of failures. */
export async function forgetBinds(services: CountingBinds, account: string): Promise<void> {
  if (services.institution.directoryLockout) await forget(services.db, keyOf(services, account));
}

function keyOf(services: Counting, account: string): string {
  return counterKey(services, "bind", comparable(account));
}
