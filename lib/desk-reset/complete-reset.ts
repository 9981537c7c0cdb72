import "server-only";
import { record } from "@/lib/audit/record";
import { recordFaultOfEntry } from "@/lib/audit/record-fault-of-entry";
import { dayOf } from "@/lib/calendar";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import { checkNewPassword, type NewPassword } from "@/lib/password-policy/check";
import type { RefusedPassword } from "@/lib/password-policy/refused-password";
import type { Services } from "@/lib/services";
import { rolesNow } from "@/lib/session/roles-now";
import { hasRole, type Visitor } from "@/lib/session/visitor";
import { deskAllowance } from "@/lib/throttle/desk";
import { endReset } from "./end-reset";
import { factsOf } from "./facts-of";
import { findReset, type Reset } from "./queries";
import { reportUnusualVolume } from "./report-unusual-volume";
import { deskRoles, isLive, isStudentsTurn, isWithinReach, type ResetRefusal, whyNotResettable } from "./rules";
import { writePassword } from "./write-password";

export interface CompleteReset {
  visitor: Visitor;
  caller: Caller;
  id: string;
  /** The code that opened the reset on the student's phone; null when the password is typed at the desk. */
  phoneId?: string | null;
  /** What the student typed. */
  typed: NewPassword;
  /** The language of the mails that inform the student. */
  locale: Locale;
}

export type CompleteResetOutcome =
  | { ok: true }
  /** This session has no such reset, or the reset does not expect a password. */
  | { ok: false; reason: "not-found" }
  /** The reset has expired, or its password has already been set. */
  | { ok: false; reason: "over" }
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  | { ok: false; reason: "no-desk-role" }
  /** Something has changed since the card was read. */
  | { ok: false; reason: ResetRefusal; student: Reset["student"] }
  | { ok: false; reason: "too-many"; retryAt: Date };

type Refused = Exclude<CompleteResetOutcome, { ok: true }>;

/**
 * Sets the password that the student chose in the directory, then updates our own tables in one transaction and informs
 * the student by mail. Checks the card, the student and the role of the member of staff again first. Throws
 * `Unavailable` when the directory or the database does not answer: nothing is lost, and the student can try again
 * while the reset is open.
 */
export async function completeReset(services: Services, request: CompleteReset): Promise<CompleteResetOutcome> {
  const { visitor, caller, id, phoneId = null } = request;
  const reset = await findReset(services.db, id, visitor.sessionId);
  const line = {
    kind: "desk-reset.password",
    at: services.clock.now(),
    actor: visitor,
    caller,
    ...(reset && { subject: reset.student.identifier, details: factsOf(reset, phoneId) }),
  } as const;
  const admitted = await recordFaultOfEntry(services.db, line, () => admit(services, request, reset));
  if (admitted.ok) return writePassword(services, request, admitted);
  await record(services.db, { ...line, outcome: "refused", reason: reasonOf(admitted) });
  return admitted;
}

/** Checks everything that the opening checked, and the password against our own rules, before any change begins. */
async function admit(
  services: Services,
  { visitor, caller, phoneId = null, typed }: CompleteReset,
  reset: Reset | null,
): Promise<{ ok: true; reset: Reset; person: DirectoryPerson } | Refused> {
  const { directory, clock, institution } = services;
  if (!reset) return { ok: false, reason: "not-found" };
  if (!isLive(reset, clock.now())) {
    await endReset(services, { reset, state: "expired", visitor, caller });
    return { ok: false, reason: "over" };
  }
  if (!isStudentsTurn(reset, phoneId) || !isWithinReach(reset, visitor)) return { ok: false, reason: "not-found" };
  const { student, card, cardNumbers } = reset;
  const violations = checkNewPassword(typed, { ...student, cardNumbers }, institution.passwordRules);
  if (violations.length > 0) return { ok: false, reason: "not-acceptable", violations };
  const [allowance, roles, person] = await Promise.all([
    deskAllowance(services, visitor.uid),
    rolesNow(services, visitor),
    directory.findByIdentifier(student.identifier),
  ]);
  if (!hasRole({ roles }, deskRoles)) return { ok: false, reason: "no-desk-role" };
  if (!allowance.ok) {
    if (allowance.isFirst) await reportUnusualVolume(services, visitor, caller, allowance.event);
    return { ok: false, reason: "too-many", retryAt: allowance.retryAt };
  }
  const today = dayOf(clock.now(), institution.timeZone);
  const reason = whyNotResettable({ card: { ...card, student }, today, staffUid: visitor.uid, person });
  if (reason === null && person) return { ok: true, reset, person };
  return { ok: false, reason: reason ?? "account-not-activated", student };
}

/** Returns the reason for the journal: for a refused password, every rule that it breaks. */
function reasonOf(refused: Refused) {
  return refused.reason === "not-acceptable" ? refused.violations.map(({ code }) => code) : refused.reason;
}
