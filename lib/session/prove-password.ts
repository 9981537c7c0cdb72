import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { AuthenticateOutcome, DirectoryPerson } from "@/lib/directory/directory";
import type { Caller } from "@/lib/network/caller";
import { normalisePassword } from "@/lib/password-policy/normalise";
import type { Services } from "@/lib/services";
import { countBind } from "@/lib/throttle/binds";
import { readGate } from "./queries";

export type PasswordRefusal =
  /** No such login: only the journal records this. */
  | "unknown"
  | Extract<AuthenticateOutcome, { ok: false }>["reason"]
  /** The password is right, but the account may not be used. */
  | "suspended"
  | "inactive";

export type PasswordProof =
  /** `proofsOverAt`: the gate before the directory was asked. While it is unchanged, the proof is worth a session. */
  | { ok: true; person: DirectoryPerson; proofsOverAt: Date | null }
  | { ok: false; reason: PasswordRefusal; person: DirectoryPerson | null }
  /** The directory was not asked: after a few more failures it would lock the account for every service. */
  | { ok: false; reason: "near-lockout"; retryAt: Date; person: DirectoryPerson | null };

/** Minimum time, in milliseconds, before a refusal that could reveal who exists: enough for a search and a bind. */
const refusalFloor = 400;

export interface Claim {
  /** As `normaliseLogin` returns it. */
  login: string;
  password: string;
  caller: Pick<Caller, "address" | "isInternal">;
}

/** Returns a login in the form that we compare: trimmed, NFC, lower case. */
export function normaliseLogin(typed: string): string {
  return typed.trim().normalize("NFC").toLowerCase();
}

/**
 * Asks the directory whether this is the password of the person with this login, which is a staff login or a student
 * identifier. An unknown login and a wrong password take the same path and the same time: both cost a bind, and both
 * refusals wait for the same floor. Throws `DirectoryUnavailable`.
 */
export async function provePassword(services: Services, { login, password, caller }: Claim): Promise<PasswordProof> {
  const { db, directory, env } = services;
  const floor = setTimeout(refusalFloor);
  const person = await directory.findByLogin(login);
  const proofsOverAt = person && (await readGate(db, person.uid));
  const bind = await countBind(services, { account: person?.dn ?? login, caller });
  if (!bind.ok) {
    await floor;
    return { ok: false, reason: "near-lockout", retryAt: bind.retryAt, person };
  }
  const outcome = await directory.authenticate(person ?? nobody(env.ldap.baseDn), normalisePassword(password));
  if (outcome.ok || outcome.reason === "password-expired" || outcome.reason === "must-change") await bind.wasRight();
  if (person && outcome.ok) {
    const isClosed = person.state === "suspended" || person.state === "inactive";
    return isClosed
      ? { ok: false, reason: person.state as "suspended" | "inactive", person }
      : { ok: true, person, proofsOverAt };
  }
  await floor;
  return { ok: false, reason: person && !outcome.ok ? outcome.reason : "unknown", person };
}

/** Returns a person who is not in the directory, so that an unknown login costs a bind too. */
function nobody(baseDn: string): DirectoryPerson {
  const uid = `nobody-${randomUUID()}`;
  return {
    dn: `uid=${uid},${baseDn}`,
    uid,
    displayName: "",
    mail: null,
    affiliations: [],
    groups: [],
    state: "unknown",
    locked: null,
  };
}
