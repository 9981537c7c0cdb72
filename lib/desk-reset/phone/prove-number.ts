import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { isClaimed } from "../rules";
import { phoneNumber } from "./code";
import { journalFacts } from "./journal-facts";
import { countWrongTry, lockPhone, markProven, takeFromPhone } from "./queries";
import { type Device, sight } from "./read-phone";
import { mostTries } from "./rules";

export type ProveNumberOutcome =
  | { ok: true }
  /** `left`: the number of tries left; at 0 the code is cancelled. */
  | { ok: false; reason: "wrong-number"; left: number }
  /** Not this device's code, or over: the caller reads it again to know which. */
  | { ok: false; reason: "not-due" };

/** Proves, by the number typed, that the person with this device sees the desk's screen. It then stays proven. */
export async function proveNumber(
  services: Services,
  { caller, typed, ...held }: Device & { caller: Caller; typed: string },
): Promise<ProveNumberOutcome> {
  const { db, clock, env } = services;
  return db.transaction(async (tx): Promise<ProveNumberOutcome> => {
    const at = clock.now();
    const { standing, phone } = await sight({ ...services, db: tx }, await lockPhone(tx, hashToken(held.token)), held);
    if (standing === "password") return { ok: true };
    // While another password of this student is on its way, the last try could not end the code, so no try is judged.
    if (standing !== "number" || !phone || isClaimed(phone.reset, at)) return { ok: false, reason: "not-due" };
    const line = { kind: "desk-reset.phone.number", at, caller, ...journalFacts(phone) } as const;
    if (typed === phoneNumber(env, phone.id)) {
      await markProven(tx, phone.id, at);
      await record(tx, { ...line, outcome: "succeeded" });
      return { ok: true };
    }
    const wrongTries = phone.wrongTries + 1;
    if (wrongTries < mostTries) await countWrongTry(tx, phone.id, wrongTries);
    else await takeFromPhone(tx, { id: phone.id, resetId: phone.reset.id }, { ending: "wrong-number", wrongTries }, at);
    await record(tx, { ...line, outcome: "refused", reason: "wrong-number" });
    return { ok: false, reason: "wrong-number", left: mostTries - wrongTries };
  });
}
