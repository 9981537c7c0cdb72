import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { countAttempt } from "@/lib/throttle/attempts";
import { type PasswordRefusal, provePassword } from "./prove-password";
import { thawSession } from "./queries";
import type { Visitor } from "./visitor";

export interface Confirmation {
  /** The person whose session is frozen: nobody else's password is accepted. */
  visitor: Visitor;
  password: string;
  caller: Caller;
}

export type ConfirmationOutcome =
  | { ok: true }
  | { ok: false; reason: PasswordRefusal }
  | { ok: false; reason: "too-many-tries"; retryAt: Date };

/**
 * Unfreezes a session once its member of staff has proven who they are again. This is the only place that thaws a
 * session: re-authentication by an SSO would go here. Throws when the directory or the database is unavailable.
 */
export async function confirmStaffPassword(
  services: Services,
  { visitor, password, caller }: Confirmation,
): Promise<ConfirmationOutcome> {
  const { db, clock } = services;
  const line = { kind: "session.unfreeze", actor: visitor, subject: visitor.login, caller } as const;
  const attempt = await countAttempt(services, { scope: "unfreeze", identifier: visitor.login, caller });
  if (!attempt.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: "too-many-tries" });
    return { ok: false, reason: "too-many-tries", retryAt: attempt.retryAt };
  }
  const proof = await provePassword(services, { login: visitor.login, password, caller }).catch(async (error) => {
    await attempt.undecided();
    throw error;
  });
  if (!proof.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: proof.reason });
    if (proof.reason === "near-lockout") {
      await attempt.undecided();
      return { ok: false, reason: "too-many-tries", retryAt: proof.retryAt };
    }
    return { ok: false, reason: proof.reason };
  }
  await attempt.succeeded();
  await db.transaction(async (tx) => {
    await thawSession(tx, visitor.sessionId);
    await record(tx, { ...line, at: clock.now(), outcome: "succeeded" });
  });
  return { ok: true };
}
