import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import { composeNotices } from "@/lib/change-notice/compose-notices";
import type { DirectoryPerson } from "@/lib/directory/directory";
import {
  abandonChange,
  type BegunChange,
  changePassword,
  type Operation,
} from "@/lib/directory-change/change-password";
import { claimSeconds, waitForClaim } from "@/lib/directory-change/claim";
import { claimPassword, releasePassword } from "@/lib/directory-change/queries";
import { awayReason } from "@/lib/errors";
import { passwordChanged } from "@/lib/mail/templates/password-changed";
import { normalisePassword } from "@/lib/password-policy/normalise";
import { refusedByDirectory } from "@/lib/password-policy/refused-password";
import type { Services } from "@/lib/services";
import { type PasswordProof, provePassword } from "@/lib/session/prove-password";
import { readGate } from "@/lib/session/queries";
import type { ChangeOwnPassword, ChangeOwnPasswordOutcome } from "./change-own-password";
import { completeChange, type Owner } from "./queries";
import { whyNotProven } from "./rules";

/** What is known once the student is claimed: no other password of theirs can be set until the release. */
interface Claimed extends BegunChange {
  owner: Owner;
  until: Date;
}

/** A request, and when it came: a password set since then may be its own, sent by the first of two clicks. */
type Asked = ChangeOwnPassword & { askedAt: Date };

/**
 * Writes a line in the journal, changes the directory, and writes another line (decision 7). Checks the old password
 * once it has the claim, so that one which a desk, a link or another window has just replaced is not accepted.
 */
export async function writePassword(
  services: Services,
  request: Asked,
  owner: Owner,
): Promise<ChangeOwnPasswordOutcome> {
  const { visitor, caller, typed } = request;
  const operation: Operation = {
    kind: "own-account.password",
    operationId: randomUUID(),
    actor: visitor,
    caller,
    subject: owner.identifier,
  };
  const until = await begin(services, owner, operation);
  const freeClaim = (db: Database) => releasePassword(db, owner.id, until);
  const claimed = { owner, until, operation, freeClaim };
  const proof = await prove(services, request, claimed);
  if (!proof.ok) return proof.outcome;
  const { person } = proof;
  const outcome = await changePassword(services, {
    ...claimed,
    person,
    password: normalisePassword(typed.newPassword),
    caller,
    finish: () => finish(services, request, person, claimed),
  });
  return outcome.ok ? outcome : { ok: false, reason: "not-acceptable", violations: refusedByDirectory(outcome.reason) };
}

function begin({ db, clock }: Services, owner: Owner, operation: Operation): Promise<Date> {
  return waitForClaim(async () => {
    const now = clock.now();
    const until = new Date(now.getTime() + claimSeconds * 1_000);
    return db.transaction(async (tx) => {
      if (!(await claimPassword(tx, owner.id, { now, until }))) return "claimed";
      await record(tx, { ...operation, at: now, outcome: "begun" });
      return until;
    });
  });
}

type Proven = { ok: true; person: DirectoryPerson } | { ok: false; outcome: ChangeOwnPasswordOutcome };

async function prove(services: Services, request: Asked, claimed: Claimed): Promise<Proven> {
  const { visitor, caller, currentPassword, typed, askedAt } = request;
  const ask = (password: string): Promise<PasswordProof> =>
    provePassword(services, { login: visitor.login, password, caller }).catch(async (error) => {
      await abandonChange(services, claimed, "failed", awayReason(error)).catch(() => undefined);
      throw error;
    });
  const isSetSince = async () => ((await readGate(services.db, visitor.uid))?.getTime() ?? 0) >= askedAt.getTime();
  const proof = await ask(currentPassword);
  if (!proof.ok && proof.reason === "near-lockout") {
    await abandonChange(services, claimed, "refused", proof.reason);
    return { ok: false, outcome: { ok: false, reason: "too-many-tries", retryAt: proof.retryAt } };
  }
  const reason = whyNotProven(proof);
  if (proof.person && !reason) return { ok: true, person: proof.person };
  // The second click of a double click: the first has already set this password.
  const isDone = reason === "wrong-password" && (await isSetSince()) && (await ask(typed.newPassword)).ok;
  await abandonChange(services, claimed, "refused", isDone ? "already-set" : (reason ?? "wrong-password"));
  return { ok: false, outcome: isDone ? { ok: true } : { ok: false, reason: reason ?? "wrong-password" } };
}

/** Records the directory's change: the current session stays, and the student is informed at both addresses. */
async function finish(
  services: Services,
  { caller, locale, visitor }: ChangeOwnPassword,
  person: DirectoryPerson,
  { owner, until, operation }: Claimed,
): Promise<void> {
  const { db, clock } = services;
  const now = clock.now();
  const { network } = caller;
  const facts = { givenName: owner.givenName, at: now, network, by: "account" } as const;
  const change = { change: "account", at: now, network } as const;
  const told = { student: owner, uid: person.uid, recovery: owner.recovery };
  const { mails, links } = composeNotices(services, change, told, (reportLink) =>
    passwordChanged(services, locale, { ...facts, reportLink }),
  );
  const line = { ...operation, at: now, outcome: "succeeded" } as const;
  const kept = { sessionId: visitor.sessionId };
  await completeChange(db, { studentId: owner.id, uid: person.uid, line, mails, links, kept }, { now, until });
}
