import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { Caller } from "@/lib/network/caller";
import { type Counting, comparable, counterKey, origin } from "./key";
import { addOne, countPair, endOfWait, forget, takeBack } from "./queries";
import { delayAfter, identifier as identifierLimit, internalAddress, outsideAddress } from "./rules";

export interface Attempt {
  scope: "activation" | "sign-in" | "unfreeze" | "own-password";
  /** As typed. It is counted the same way whether or not anybody has it. */
  identifier: string;
  caller: Pick<Caller, "address" | "isInternal">;
}

export type AttemptOutcome =
  | {
      ok: true;
      /** To call when the secret was right: the attempt was no failure, and the pair starts afresh. */
      succeeded(): Promise<void>;
      /** To call when the directory, being unavailable, could not check the secret: the attempt does not count. */
      undecided(): Promise<void>;
    }
  | { ok: false; retryAt: Date };

/**
 * Counts an attempt at a secret as a failure, before the secret is checked. Refuses it when the pair of identifier and
 * address, or the address, has failed too often. An identifier with many failures is slowed, by two seconds at most,
 * and never refused: a stranger cannot lock its owner out. Throws `Unavailable` when the database does not answer.
 */
export async function countAttempt(services: Counting, attempt: Attempt): Promise<AttemptOutcome> {
  const { db, clock } = services;
  const now = clock.now();
  const who = comparable(attempt.identifier);
  const from = origin(attempt.caller.address);
  const pairKey = counterKey(services, "pair", attempt.scope, who, from);
  const identifierKey = counterKey(services, "identifier", attempt.scope, who);
  const addressKey = counterKey(services, "address", from);
  const addressLimit = attempt.caller.isInternal ? internalAddress : outsideAddress;

  if (!(await countPair(db, pairKey, now))) return { ok: false, retryAt: await endOfWait(db, pairKey, now) };
  const [byIdentifier, byAddress] = await addOne(
    db,
    [
      { key: identifierKey, window: identifierLimit.window },
      { key: addressKey, window: addressLimit.window },
    ],
    now,
  );
  if (byAddress && byAddress.points > addressLimit.most) {
    await takeBack(db, [pairKey, identifierKey, addressKey]);
    return { ok: false, retryAt: byAddress.endsAt };
  }
  await wait(delayAfter(byIdentifier?.points ?? 0));
  return {
    ok: true,
    async succeeded() {
      await Promise.all([forget(db, pairKey), takeBack(db, [identifierKey, addressKey])]);
    },
    undecided: () => takeBack(db, [pairKey, identifierKey, addressKey]),
  };
}
