import "server-only";
import { record } from "@/lib/audit/record";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import { checkNewPassword, type NewPassword } from "@/lib/password-policy/check";
import { normalisePassword } from "@/lib/password-policy/normalise";
import type { RefusedPassword } from "@/lib/password-policy/refused-password";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { countAttempt } from "@/lib/throttle/attempts";
import { findOwner, type Owner } from "./queries";
import type { ProofRefusal } from "./rules";
import { writePassword } from "./write-password";

export interface ChangeOwnPassword {
  visitor: Visitor;
  studentId: string;
  caller: Caller;
  /** The old one, typed again. */
  currentPassword: string;
  typed: NewPassword;
  /** The language of the mails that inform the student. */
  locale: Locale;
}

export type ChangeOwnPasswordOutcome =
  | { ok: true }
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  /** The old one was left empty, which does not use up a try at it. */
  | { ok: false; reason: "current-missing" }
  | { ok: false; reason: "same-password" }
  | { ok: false; reason: ProofRefusal }
  | { ok: false; reason: "too-many-tries"; retryAt: Date };

/**
 * Sets the password that a signed-in student chose in the directory, once the directory has accepted the old one, then
 * updates our own tables in one transaction. Informs the student at both addresses, and ends every session except the
 * current one. Throws `Unavailable` when the directory or the database does not answer: nothing is lost, and the
 * student can try again.
 */
export async function changeOwnPassword(
  services: Services,
  request: ChangeOwnPassword,
): Promise<ChangeOwnPasswordOutcome> {
  const { db, clock } = services;
  const { visitor, caller, studentId } = request;
  const askedAt = clock.now();
  const owner = await findOwner(db, studentId);
  if (!owner) throw new Error("a signed-in student is not in the register");
  const refusal = (await whyNotAcceptable(services, request, owner)) ?? (await countTry(services, request));
  if (!refusal.ok) {
    const { reason } = refusal;
    const why = reason === "not-acceptable" ? refusal.violations.map(({ code }) => code) : reason;
    const line = { at: clock.now(), kind: "own-account.password", subject: owner.identifier, actor: visitor } as const;
    await record(db, { ...line, outcome: "refused", reason: why, caller });
    return refusal;
  }
  const outcome = await writePassword(services, { ...request, askedAt }, owner).catch(async (error) => {
    await refusal.attempt.undecided();
    throw error;
  });
  if (outcome.ok || outcome.reason === "not-acceptable") await refusal.attempt.succeeded();
  if (!outcome.ok && outcome.reason === "too-many-tries") await refusal.attempt.undecided();
  return outcome;
}

/** Checks the new password's own rules, and that the old one was given, before a try at the old one is used up. */
async function whyNotAcceptable(
  { institution }: Services,
  { currentPassword, typed }: ChangeOwnPassword,
  owner: Owner,
) {
  const violations = checkNewPassword(typed, owner, institution.passwordRules);
  if (violations.length > 0) return { ok: false, reason: "not-acceptable", violations } as const;
  if (currentPassword === "") return { ok: false, reason: "current-missing" } as const;
  const isSame = normalisePassword(typed.newPassword) === normalisePassword(currentPassword);
  return isSame ? ({ ok: false, reason: "same-password" } as const) : null;
}

/** Counts a try at the old password: somebody who found the screen unattended may be guessing it. */
async function countTry(services: Services, { visitor, caller }: ChangeOwnPassword) {
  const attempt = await countAttempt(services, { scope: "own-password", identifier: visitor.login, caller });
  if (!attempt.ok) return { ok: false, reason: "too-many-tries", retryAt: attempt.retryAt } as const;
  return { ok: true, attempt } as const;
}
