import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import { mayBeMade } from "@/lib/directory/unexpected";
import { abandonChange, forgetFailedBinds, type Operation } from "@/lib/directory-change/change-password";
import { claimSeconds, waitForClaim } from "@/lib/directory-change/claim";
import { awayReason } from "@/lib/errors";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import type { NewPassword } from "@/lib/password-policy/check";
import { normalisePassword } from "@/lib/password-policy/normalise";
import { type RefusedPassword, refusedByDirectory } from "@/lib/password-policy/refused-password";
import type { Services } from "@/lib/services";
import { completeActivation } from "./complete-activation";
import { type Activation, isConfirmationDue, stepNow } from "./current-activation";
import { judgePassword } from "./judge-password";
import type { OpenAccount } from "./open-account";
import { claim, releaseClaim } from "./queries";
import { type Step, type StepRefusal, whyNotDue } from "./steps";
import { type AccountRefusal, writeAccount } from "./write-account";

export type SetFirstPasswordRefusal =
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  | { ok: false; reason: "account-suspended" }
  | { ok: false; reason: OpenAccount }
  /** The directory has no usable entry, and none may be created: the journal says why. */
  | { ok: false; reason: "account-missing" }
  /** `isWritten`: the directory took this password, but another one was on its way; nobody knows which it has. */
  | (StepRefusal & { isWritten?: true });

/**
 * Opens the account: sends the directory the password, then the active state, then a confirmed recovery address. Then,
 * in one transaction, updates our own tables and queues the mails. Throws `DirectoryUnavailable` when the directory
 * does not answer. Wherever it stops, the sheet stays valid, and doing the same again has the same result.
 */
export async function setFirstPassword(
  services: Services,
  activation: Activation,
  typed: NewPassword,
  { caller, locale }: { caller: Caller; locale: Locale },
): Promise<{ ok: true } | SetFirstPasswordRefusal> {
  const { db, clock } = services;
  const line = { kind: "activation.password", subject: activation.identifier, caller } as const;
  const notHere = async (step: Step): Promise<StepRefusal> => {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: whyNotDue("password", step) });
    return { ok: false, reason: "step", step };
  };
  if (activation.step !== "password") return notHere(activation.step);
  const violations = await judgePassword(services, activation, typed);
  if (violations.length > 0) {
    const reason = violations.map(({ code }) => code);
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason });
    return { ok: false, reason: "not-acceptable", violations };
  }
  const operation = { ...line, operationId: randomUUID() };
  const claimed = await waitForClaim(() => begin(services, activation, operation));
  if ("step" in claimed) return notHere(claimed.step);

  const change = { operation, freeClaim: (tx: Database) => releaseClaim(tx, activation.id, claimed.until) };
  let isOpen = false;
  try {
    const written = await writeAccount(services, activation, normalisePassword(typed.newPassword), caller);
    if (!written.ok) {
      await abandonChange(services, change, "refused", written.reason);
      return refusalOf(written.reason);
    }
    isOpen = true;
    await forgetFailedBinds(services, written.person, caller);
    const isDone = await completeActivation(services, {
      activation,
      person: written.person,
      claimedUntil: claimed.until,
      operation,
      locale,
    });
    if (isDone) return { ok: true };
    return { ok: false, reason: "step", step: await stepNow(services, db, activation), isWritten: true };
  } catch (error) {
    // The database may be what failed: the claim then expires, and the service closes the journal line. The line also
    // stays open when the account is already open, or when the directory did not answer a change: the change has not
    // failed, or nobody knows.
    const isOver =
      isOpen || mayBeMade(error) ? change.freeClaim(db) : abandonChange(services, change, "failed", awayReason(error));
    await isOver.catch(() => undefined);
    throw error;
  }
}

/** Returns the refusal for the person, who needs to know who can help; the journal has the true reason. */
function refusalOf(reason: AccountRefusal) {
  switch (reason) {
    case "account-suspended":
    case "also-staff":
    case "account-open":
      return { ok: false, reason } as const;
    case "no-entry":
    case "students-entry":
    case "no-uid":
    case "uid-taken":
      return { ok: false, reason: "account-missing" } as const;
    default:
      return { ok: false, reason: "not-acceptable", violations: refusedByDirectory(reason) } as const;
  }
}

async function begin(
  services: Services,
  activation: Activation,
  operation: Operation,
): Promise<{ until: Date } | { step: Step } | "claimed"> {
  const now = services.clock.now();
  const until = new Date(now.getTime() + claimSeconds * 1_000);
  const sought = {
    activationId: activation.id,
    isConfirmationDue: isConfirmationDue(services.institution, activation.population),
  };
  const isClaimed = await services.db.transaction(async (tx) => {
    if (!(await claim(tx, sought, now, until))) return false;
    await record(tx, { ...operation, at: now, outcome: "begun" });
    return true;
  });
  if (isClaimed) return { until };
  const step = await stepNow(services, services.db, activation);
  return step === "password" ? "claimed" : { step };
}
