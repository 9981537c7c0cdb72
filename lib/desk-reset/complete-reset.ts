import "server-only";
import { record } from "@/lib/audit/record";
import { recordAmbiguity } from "@/lib/audit/record-ambiguity";
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
import { deskRoles, isLive, isStudentsTurn, isWithinReach, type ResetRefusal, whyNotResettable } from "./rules";
import { tellIt } from "./tell-it";
import { writePassword } from "./write-password";

export interface CompleteReset {
  visitor: Visitor;
  caller: Caller;
  id: string;
  /** The code by which the student's own phone has it; null when the password is typed at the desk. */
  phoneId?: string | null;
  /** What the student typed. */
  typed: NewPassword;
  /** Of the mails that tell the student. */
  locale: Locale;
}

export type CompleteResetOutcome =
  | { ok: true }
  /** No such reset in this session, or none that waits for a password. */
  | { ok: false; reason: "not-found" }
  /** Its time is over, or its password was set already. */
  | { ok: false; reason: "over" }
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  | { ok: false; reason: "no-desk-role" }
  /** What was true when the card was read is true no more. */
  | { ok: false; reason: ResetRefusal; student: Reset["student"] }
  | { ok: false; reason: "too-many"; retryAt: Date };

type Refused = Exclude<CompleteResetOutcome, { ok: true }>;

/**
 * Gives the directory the password that the student chose; then our own tables follow, in one transaction, and the student is told by
 * mail. Card, student and the role of the member of staff are asked again. Throws `Unavailable` when the directory or the database
 * does not answer: nothing is lost, and the same gesture can be made again while the reset is open.
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
  const admitted = await recordAmbiguity(services.db, line, () => admit(services, request, reset));
  if (admitted.ok) return writePassword(services, request, admitted);
  await record(services.db, { ...line, outcome: "refused", reason: reasonOf(admitted) });
  return admitted;
}

/** Every question that the opening asked, and the password's own rules, before anything is begun. */
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
    if (allowance.isFirst) await tellIt(services, visitor, caller, allowance.event);
    return { ok: false, reason: "too-many", retryAt: allowance.retryAt };
  }
  const today = dayOf(clock.now(), institution.timeZone);
  const reason = whyNotResettable({ card: { ...card, student }, today, staffUid: visitor.uid, person });
  if (reason === null && person) return { ok: true, reset, person };
  return { ok: false, reason: reason ?? "account-not-activated", student };
}

/** For the journal: of a password, each rule that it broke. */
function reasonOf(refused: Refused): string {
  return refused.reason === "not-acceptable" ? refused.violations.map(({ code }) => code).join(" ") : refused.reason;
}
