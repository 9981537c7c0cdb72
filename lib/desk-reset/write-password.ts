import "server-only";
import { randomUUID } from "node:crypto";
import { type AuditLine, record } from "@/lib/audit/record";
import { claimSeconds, waitForClaim } from "@/lib/directory/claim";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { ensurePassword } from "@/lib/directory/ensure-password";
import { passwordReset } from "@/lib/mail/templates/password-reset";
import type { Caller } from "@/lib/network/caller";
import { normalisePassword } from "@/lib/password-policy/normalise";
import { refusedByDirectory } from "@/lib/password-policy/refused-password";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { forgetBinds } from "@/lib/throttle/binds";
import { countReset } from "@/lib/throttle/desk";
import { tellIt } from "@/lib/throttle/tell-it";
import type { CompleteReset, CompleteResetOutcome } from "./complete-reset";
import { claim, complete, findReset, type Reset, releaseClaim } from "./queries";
import { isLive } from "./rules";

type Operation = Omit<AuditLine, "at" | "outcome">;

/**
 * A line in the journal, the directory, a line. Of two attempts at once the second waits for the first. Wherever it stops, the claim
 * runs out, the journal's line is closed by the service itself, and the same password sent again finds itself already set.
 */
export async function writePassword(
  services: Services,
  request: CompleteReset,
  { reset, person }: { reset: Reset; person: DirectoryPerson },
): Promise<CompleteResetOutcome> {
  const { visitor, caller, typed } = request;
  const operation: Operation = {
    kind: "desk-reset.password",
    operationId: randomUUID(),
    actor: visitor,
    caller,
    subject: reset.student.identifier,
    details: { card: reset.card.number },
  };
  const begun = await waitForClaim(() => begin(services, request, operation));
  if (begun === "over") return { ok: false, reason: "over" };
  const release = (outcome: "refused" | "failed", reason: string) =>
    endAttempt(services, { reset, begun, operation, outcome, reason });

  const outcome = await ensurePassword(services, person, normalisePassword(typed.newPassword), caller).catch(
    async (error) => {
      // The database may be away as well: then the line is closed later.
      await release("failed", "unavailable").catch(() => undefined);
      throw error;
    },
  );
  if (!outcome.ok) {
    await release("refused", outcome.reason);
    return { ok: false, reason: "not-acceptable", violations: refusedByDirectory(outcome.reason) };
  }
  await finish(services, request, { reset, person }, operation).catch(async (error) => {
    // Nothing is written of how it ended: it did not fail. Whoever tries again need not wait for the claim.
    await releaseClaim(services.db, reset.id, begun.until).catch(() => undefined);
    throw error;
  });
  return { ok: true };
}

async function begin(
  { db, clock }: Services,
  { id, visitor }: CompleteReset,
  operation: Operation,
): Promise<{ until: Date } | "over" | "claimed"> {
  const now = clock.now();
  const until = new Date(now.getTime() + claimSeconds * 1_000);
  if (await claim(db, id, { now, until }, { ...operation, at: now, outcome: "begun" })) return { until };
  const reset = await findReset(db, id, visitor.sessionId);
  return reset && isLive(reset, now) ? "claimed" : "over";
}

interface EndOfAttempt {
  reset: Reset;
  begun: { until: Date };
  operation: Operation;
  outcome: "refused" | "failed";
  reason: string;
}

/** The directory did not take it: another attempt may be made. */
function endAttempt(
  { db, clock }: Services,
  { reset, begun, operation, outcome, reason }: EndOfAttempt,
): Promise<void> {
  return db.transaction(async (tx) => {
    await releaseClaim(tx, reset.id, begun.until);
    await record(tx, { ...operation, at: clock.now(), outcome, reason });
  });
}

/** The directory holds the new password: whatever became of the reset meanwhile, the journal and the student are told so. */
async function finish(
  services: Services,
  { visitor, caller, locale }: CompleteReset,
  { reset, person }: { reset: Reset; person: DirectoryPerson },
  operation: Operation,
): Promise<void> {
  const { db, clock, institution, env } = services;
  const { student, confirmedEmail } = reset;
  const at = clock.now();
  const facts = { givenName: student.givenName, staffName: visitor.displayName, at, place: caller.network };
  const message = { ...passwordReset(facts, locale, institution, env.publicUrl), locale };
  const toUniversity = { ...message, recipient: student.mail };
  const mails = [toUniversity, ...(confirmedEmail ? [{ ...message, recipient: confirmedEmail }] : [])] as const;
  const line = { ...operation, at, outcome: "succeeded" } as const;
  await complete(db, reset.id, at, { line, mails, uid: person.uid, studentId: student.id });
  // The password is changed and everyone is told: a count that fails now must not turn that into a refusal.
  await Promise.all([countOne(services, visitor, caller), forgetBinds(services, person.dn)]).catch((error) =>
    console.error(`request ${caller.requestId}: not counted`, error),
  );
}

async function countOne(services: Services, visitor: Visitor, caller: Caller): Promise<void> {
  const count = await countReset(services, visitor.uid);
  if (!count.ok && count.isFirst) await tellIt(services, visitor, caller, count.event);
}
