import "server-only";
import { randomUUID } from "node:crypto";
import { type AuditLine, record } from "@/lib/audit/record";
import { dayOf } from "@/lib/calendar";
import { claimSeconds, waitForClaim } from "@/lib/directory/claim";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Locale } from "@/lib/http/locale";
import { queueMail } from "@/lib/mail/queue";
import { passwordReset } from "@/lib/mail/templates/password-reset";
import type { Caller } from "@/lib/network/caller";
import { checkNewPassword, type NewPassword, type PasswordFault } from "@/lib/password-policy/check";
import { normalisePassword } from "@/lib/password-policy/normalise";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { countReset, deskAllowance } from "@/lib/throttle/desk";
import { tellIt } from "@/lib/throttle/tell-it";
import { endReset, isOver } from "./end-reset";
import { claim, complete, findCardNumbers, findReset, type Reset, releaseClaim } from "./queries";
import { type ResetRefusal, whyNotResettable } from "./rules";

export interface CompleteReset {
  visitor: Visitor;
  caller: Caller;
  id: string;
  /** What the student typed. */
  typed: NewPassword;
  /** Of the mails that tell the student. */
  locale: Locale;
}

export interface RefusedPassword {
  field: PasswordFault["field"];
  code: PasswordFault["code"] | "refused-by-directory";
}

export type CompleteResetOutcome =
  | { ok: true }
  /** No such reset in this session. */
  | { ok: false; reason: "not-found" }
  /** Its time is over, or its password was set already. */
  | { ok: false; reason: "over" }
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  /** What was true when the card was read is true no more. */
  | { ok: false; reason: ResetRefusal; student: Reset["student"] }
  | { ok: false; reason: "too-many"; retryAt: Date };

/**
 * Gives the directory the password that the student chose; then our own tables follow, in one transaction, and the student is told by
 * mail. Card, student and state are asked again. Throws `Unavailable` when the directory or the database does not answer: nothing is
 * lost, and the same gesture can be made again while the reset is open.
 */
export async function completeReset(services: Services, request: CompleteReset): Promise<CompleteResetOutcome> {
  const { db, clock, institution } = services;
  const { visitor, caller, typed } = request;
  const line = { kind: "desk-reset.password", actor: visitor, caller } as const;
  const refuse = (reason: string, reset?: Reset) => {
    const whom = reset && { subject: reset.student.identifier, details: { card: reset.card.number } };
    return record(db, { ...line, ...whom, at: clock.now(), outcome: "refused", reason });
  };
  const reset = await findReset(db, request.id, visitor.sessionId);
  if (!reset) {
    await refuse("not-found");
    return { ok: false, reason: "not-found" };
  }
  if (isOver(reset, clock.now())) {
    await endReset(services, { reset, state: "expired", visitor, caller });
    await refuse("over", reset);
    return { ok: false, reason: "over" };
  }
  const cardNumbers = await findCardNumbers(db, reset.student.id);
  const violations = checkNewPassword(typed, { ...reset.student, cardNumbers }, institution.passwordRules);
  if (violations.length > 0) {
    await refuse(violations.map(({ code }) => code).join(" "), reset);
    return { ok: false, reason: "not-acceptable", violations };
  }
  const allowance = await deskAllowance(services, visitor.uid);
  if (!allowance.ok) {
    await refuse("too-many", reset);
    if (allowance.isFirst) await tellIt(services, visitor, caller, allowance.event);
    return { ok: false, reason: "too-many", retryAt: allowance.retryAt };
  }
  const person = await services.directory.findByIdentifier(reset.student.identifier);
  const today = dayOf(clock.now(), institution.timeZone);
  const reason = whyNotResettable({ card: reset.card, today, staffUid: visitor.uid, person });
  if (reason || !person) {
    await refuse(reason ?? "account-not-activated", reset);
    return { ok: false, reason: reason ?? "account-not-activated", student: reset.student };
  }
  const whom = { subject: reset.student.identifier, details: { card: reset.card.number } };
  return writePassword(services, request, reset, person, { ...line, ...whom, operationId: randomUUID() });
}

type Operation = Omit<AuditLine, "at" | "outcome">;

/** Line, directory, line. Wherever it stops, the claim runs out and the journal's line is closed by the service itself. */
async function writePassword(
  services: Services,
  request: CompleteReset,
  reset: Reset,
  person: DirectoryPerson,
  operation: Operation,
): Promise<CompleteResetOutcome> {
  const { db, clock, directory } = services;
  const begun = await waitForClaim(() => begin(services, request, operation));
  if (begun === "over") return { ok: false, reason: "over" };
  const release = (outcome: "refused" | "failed", reason: string) =>
    db.transaction(async (tx) => {
      await releaseClaim(tx, reset.id, begun.until);
      await record(tx, { ...operation, at: clock.now(), outcome, reason });
    });
  try {
    const outcome = await directory.setPassword(person, normalisePassword(request.typed.newPassword));
    if (!outcome.ok) {
      await release("refused", outcome.reason);
      const violations = [{ field: "newPassword", code: "refused-by-directory" } as const];
      return { ok: false, reason: "not-acceptable", violations };
    }
    await finish(services, request, reset, operation, begun.until);
    return { ok: true };
  } catch (error) {
    // The database may be what failed: then the claim runs out, and the journal's line is closed later.
    await release("failed", "unavailable").catch(() => undefined);
    throw error;
  }
}

async function begin(
  { db, clock }: Services,
  { id, visitor }: CompleteReset,
  operation: Operation,
): Promise<{ until: Date } | "over" | "claimed"> {
  const now = clock.now();
  const until = new Date(now.getTime() + claimSeconds * 1_000);
  const isClaimed = await db.transaction(async (tx) => {
    if (!(await claim(tx, id, now, until))) return false;
    await record(tx, { ...operation, at: now, outcome: "begun" });
    return true;
  });
  if (isClaimed) return { until };
  const reset = await findReset(db, id, visitor.sessionId);
  return !reset || isOver(reset, now) ? "over" : "claimed";
}

/** The directory holds the new password: whatever became of the claim meanwhile, the journal and the student are told so. */
async function finish(
  services: Services,
  { visitor, caller, locale }: CompleteReset,
  reset: Reset,
  operation: Operation,
  claimedUntil: Date,
): Promise<void> {
  const { db, clock, institution, env } = services;
  await countReset(services, visitor.uid);
  await db.transaction(async (tx) => {
    const at = clock.now();
    await complete(tx, reset.id, claimedUntil, at);
    await record(tx, { ...operation, at, outcome: "succeeded" });
    const { givenName, mail } = reset.student;
    const facts = { givenName, staffName: visitor.displayName, at, place: caller.network };
    const message = passwordReset(facts, locale, institution, env.publicUrl);
    for (const recipient of [mail, reset.confirmedEmail]) {
      if (recipient) await queueMail(tx, { ...message, recipient, locale }, at);
    }
  });
}
