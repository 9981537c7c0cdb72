import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import { composeNotices } from "@/lib/change-notice/compose-notices";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { changePassword, type Operation } from "@/lib/directory-change/change-password";
import { claimSeconds, waitForClaim } from "@/lib/directory-change/claim";
import { passwordReset } from "@/lib/mail/templates/password-reset";
import type { Caller } from "@/lib/network/caller";
import { normalisePassword } from "@/lib/password-policy/normalise";
import { refusedByDirectory } from "@/lib/password-policy/refused-password";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { countReset } from "@/lib/throttle/desk";
import type { CompleteReset, CompleteResetOutcome } from "./complete-reset";
import { factsOf } from "./facts-of";
import { claim, complete, findReset, type Reset, releaseClaim } from "./queries";
import { reportUnusualVolume } from "./report-unusual-volume";
import { isLive, isStudentsTurn } from "./rules";

/**
 * Records that the change begins, sets the password in the directory, and records the outcome. The second of two
 * concurrent attempts waits for the first. Wherever it stops, the claim expires, the service closes the journal line,
 * and the same password sent again is found to be already set.
 */
export async function writePassword(
  services: Services,
  request: CompleteReset,
  { reset, person }: { reset: Reset; person: DirectoryPerson },
): Promise<CompleteResetOutcome> {
  const { visitor, caller, phoneId = null, typed } = request;
  const operation: Operation = {
    kind: "desk-reset.password",
    operationId: randomUUID(),
    actor: visitor,
    caller,
    subject: reset.student.identifier,
    details: factsOf(reset, phoneId),
  };
  const begun = await waitForClaim(() => begin(services, request, operation));
  if (begun === "over") return { ok: false, reason: "over" };
  if (begun === "card-not-in-force") {
    const { operationId: _, ...line } = operation;
    await record(services.db, { ...line, at: services.clock.now(), outcome: "refused", reason: begun });
    return { ok: false, reason: begun, student: reset.student };
  }
  const outcome = await changePassword(services, {
    person,
    password: normalisePassword(typed.newPassword),
    caller,
    operation,
    freeClaim: (tx) => releaseClaim(tx, reset.id, begun.until),
    finish: () => finish(services, request, { reset, person }, operation),
  });
  return outcome.ok ? outcome : { ok: false, reason: "not-acceptable", violations: refusedByDirectory(outcome.reason) };
}

async function begin(
  { db, clock }: Services,
  { id, visitor, phoneId = null }: CompleteReset,
  operation: Operation,
): Promise<{ until: Date } | "over" | "card-not-in-force" | "claimed"> {
  const now = clock.now();
  const until = new Date(now.getTime() + claimSeconds * 1_000);
  if (await claim(db, { id, phoneId }, { now, until }, { ...operation, at: now, outcome: "begun" })) return { until };
  const reset = await findReset(db, id, visitor.sessionId);
  if (!reset || !isLive(reset, now) || !isStudentsTurn(reset, phoneId)) return "over";
  return reset.card.state === "in-force" ? "claimed" : "card-not-in-force";
}

/**
 * Completes the change once the directory has the new password: writes the journal and informs the student, whatever
 * became of the reset meanwhile.
 */
async function finish(
  services: Services,
  { visitor, caller, phoneId, locale }: CompleteReset,
  { reset, person }: { reset: Reset; person: DirectoryPerson },
  operation: Operation,
): Promise<void> {
  const { db, clock } = services;
  const { student, recovery } = reset;
  // The account is suspended because its holder reported a change: the card lifts that.
  if (person.state === "suspended") await services.directory.activate(person);
  const at = clock.now();
  const network = phoneId ? reset.network : caller.network;
  const facts = {
    givenName: student.givenName,
    staffName: visitor.displayName,
    at,
    network,
    isOnPhone: Boolean(phoneId),
    hasRecovery: recovery !== null,
  };
  const change = { change: "desk", at, network, staffLogin: visitor.login } as const;
  const { mails, links } = composeNotices(services, change, { student, uid: person.uid, recovery }, (reportLink) =>
    passwordReset(services, locale, { ...facts, reportLink }),
  );
  const details = { ...operation.details, ...(student.block && { lifted: true }) };
  const line = { ...operation, at, outcome: "succeeded", details } as const;
  const { liftsSuspension } = await complete(
    db,
    reset.id,
    at,
    { studentId: student.id, uid: person.uid, line, mails, links },
    visitor.uid,
  );
  // Staff suspended the account while the password was on its way, and the block that lets the card restore it is gone.
  if (liftsSuspension && person.state !== "suspended") await services.directory.activate(person);
  // The password is changed and the mails are queued: a failure to count it must not turn that into a refusal.
  await countOne(services, visitor, caller).catch((error) =>
    console.error(`request ${caller.requestId}: reset not counted`, error),
  );
}

async function countOne(services: Services, visitor: Visitor, caller: Caller): Promise<void> {
  const count = await countReset(services, visitor.uid);
  if (!count.ok && count.isFirst) await reportUnusualVolume(services, visitor, caller, count.event);
}
