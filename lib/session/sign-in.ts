import "server-only";
import { record } from "@/lib/audit/record";
import { recordFaultOfEntry } from "@/lib/audit/record-fault-of-entry";
import type { Caller } from "@/lib/network/caller";
import { isServed } from "@/lib/population";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { countAttempt } from "@/lib/throttle/attempts";
import { normaliseLogin, type PasswordProof, type PasswordRefusal, provePassword } from "./prove-password";
import { endSession, enterGate, findRegisterRow, insertSession, markOpen } from "./queries";
import { rolesOf } from "./roles";
import { expiryOf } from "./rules";
import type { Visitor } from "./visitor";

export interface SignIn {
  username: string;
  password: string;
  caller: Caller;
  /** The session that the browser had, which the new one ends. */
  former: Visitor | null;
}

export type SignInOutcome =
  /** `token` goes in the cookie, and nowhere else. */
  | { ok: true; token: string; visitor: Visitor }
  | { ok: false; reason: PasswordRefusal | "no-role" }
  | { ok: false; reason: "too-many-tries"; retryAt: Date };

/**
 * Opens a session for a person who proves the password of a staff login or of a student identifier. The true reason for
 * a refusal is for the journal: pages must not distinguish `unknown`, `wrong-password` and `locked`. Throws when the
 * directory or the database is unavailable.
 */
export async function signIn(services: Services, request: SignIn): Promise<SignInOutcome> {
  const { db, clock } = services;
  const { username, password, caller } = request;
  const login = normaliseLogin(username);
  const attempt = await countAttempt(services, { scope: "sign-in", identifier: login, caller });
  if (!attempt.ok) {
    await record(db, {
      at: clock.now(),
      kind: "session.sign-in",
      outcome: "refused",
      reason: "too-many-tries",
      caller,
    });
    return { ok: false, reason: "too-many-tries", retryAt: attempt.retryAt };
  }
  const line = { at: clock.now(), kind: "session.sign-in", caller } as const;
  const proof = await recordFaultOfEntry(db, { ...line, subject: login }, () =>
    provePassword(services, { login, password, caller }),
  ).catch(async (error) => {
    await attempt.undecided();
    throw error;
  });
  const refuse = async <R extends PasswordRefusal | "near-lockout" | "no-role">(reason: R, subject: string | null) => {
    await record(db, { at: clock.now(), kind: "session.sign-in", outcome: "refused", reason, subject, caller });
    return { ok: false, reason } as const;
  };
  if (!proof.ok && proof.reason === "near-lockout") {
    await attempt.undecided();
    await refuse(proof.reason, proof.person && login);
    return { ok: false, reason: "too-many-tries", retryAt: proof.retryAt };
  }
  if (!proof.ok) return refuse(proof.reason, proof.person && login);
  await attempt.succeeded();
  if (rolesOf(proof.person, services.institution).length === 0) return refuse("no-role", login);
  const opened = await openSession(services, proof, request, login);
  // The password was changed, or the account suspended, since the check: check again what was typed.
  return opened ?? signIn(services, request);
}

/**
 * Opens the session; null when the proof is no longer valid. A change of password goes through the same gate: either it
 * waits for this session and ends it with the others, or it is seen here.
 */
async function openSession(
  { db, clock, institution }: Services,
  { person, proofsOverAt }: Extract<PasswordProof, { ok: true }>,
  { caller, former }: SignIn,
  login: string,
): Promise<SignInOutcome | null> {
  const now = clock.now();
  const token = newToken();
  const { uid, displayName } = person;
  const roles = rolesOf(person, institution);
  return db.transaction(async (tx) => {
    const overAt = await enterGate(tx, uid);
    if (overAt?.getTime() !== proofsOverAt?.getTime()) return null;
    const row = await findRegisterRow(tx, login);
    if (former) await endSession(tx, former.sessionId, now);
    // A person who both studies and works here is a student when signing in with the student identifier, and staff with
    // the staff login: the staff charter is then required.
    const isTheirs = row?.population === "staff" ? isServed("staff", institution) : roles.includes("student");
    const studentId = row && isTheirs ? row.id : null;
    if (row?.population === "staff" && isTheirs) await markOpen(tx, row.id, now);
    const sessionId = await insertSession(tx, {
      tokenHash: hashToken(token),
      uid,
      login,
      displayName,
      roles,
      rolesReadAt: now,
      studentId,
      startedAt: now,
      lastSeenAt: now,
      expiresAt: expiryOf(now),
      address: caller.address,
      network: caller.network,
    });
    const visitor = { sessionId, uid, login, displayName, roles, registerId: studentId, isFrozen: false };
    await record(tx, {
      at: now,
      kind: "session.sign-in",
      outcome: "succeeded",
      actor: visitor,
      subject: login,
      caller,
    });
    return { ok: true, token, visitor };
  });
}
