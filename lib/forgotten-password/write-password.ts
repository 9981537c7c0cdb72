import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import { composeNotices } from "@/lib/change-notice/compose-notices";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { changePassword, type Operation } from "@/lib/directory-change/change-password";
import { claimSeconds, waitForClaim } from "@/lib/directory-change/claim";
import { releasePassword } from "@/lib/directory-change/queries";
import { passwordChanged } from "@/lib/mail/templates/password-changed";
import { normalisePassword } from "@/lib/password-policy/normalise";
import { refusedByDirectory } from "@/lib/password-policy/refused-password";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { claimLink, completeLink, findLink, type Link } from "./queries";
import { linkState } from "./rules";
import type { SetPasswordByLink, SetPasswordByLinkOutcome } from "./set-password-by-link";

/**
 * Records that the change begins, sets the password in the directory, and records the outcome (decision 7). Of two
 * concurrent passwords for one student, by two links or by a link and at a desk, the second waits for the first.
 * Wherever it stops, the claim expires, the service closes the journal line, and the same password sent again is found
 * to be already set.
 */
export async function writePassword(
  services: Services,
  request: SetPasswordByLink,
  { link, person }: { link: Link; person: DirectoryPerson },
): Promise<SetPasswordByLinkOutcome> {
  const { typed, caller } = request;
  const operation: Operation = {
    kind: "forgotten-password.password",
    operationId: randomUUID(),
    subject: link.student.identifier,
    caller,
  };
  const begun = await waitForClaim(() => begin(services, request.token, link, operation));
  if ("ok" in begun) return begun;
  const outcome = await changePassword(services, {
    person,
    password: normalisePassword(typed.newPassword),
    caller,
    operation,
    freeClaim: (tx) => releasePassword(tx, link.student.id, begun.until),
    finish: () => finish(services, request, { link, person, until: begun.until }, operation),
  });
  return outcome.ok ? outcome : { ok: false, reason: "not-acceptable", violations: refusedByDirectory(outcome.reason) };
}

async function begin(
  { db, clock }: Services,
  token: string,
  link: Link,
  operation: Operation,
): Promise<{ until: Date } | { ok: false; reason: "link-used" | "link-over" } | "claimed"> {
  const now = clock.now();
  const until = new Date(now.getTime() + claimSeconds * 1_000);
  const isClaimed = await db.transaction(async (tx) => {
    if (!(await claimLink(tx, link, { now, until }))) return false;
    await record(tx, { ...operation, at: now, outcome: "begun" });
    return true;
  });
  if (isClaimed) return { until };
  const state = linkState(await findLink(db, hashToken(token)), now);
  if (state === "live") return "claimed";
  return { ok: false, reason: state === "used" ? "link-used" : "link-over" };
}

/** Completes the change once the directory has the new password: spends the link and informs both addresses. */
async function finish(
  services: Services,
  { caller, locale }: SetPasswordByLink,
  { link, person, until }: { link: Link; person: DirectoryPerson; until: Date },
  operation: Operation,
): Promise<void> {
  const { db, clock } = services;
  const { student, email, confirmedAt } = link;
  const now = clock.now();
  const { network } = caller;
  const facts = { givenName: student.givenName, at: now, network, by: "link" } as const;
  const change = { change: "link", at: now, network, suspectAddressId: link.addressId } as const;
  const { mails, links } = composeNotices(
    services,
    change,
    { student, uid: person.uid, recovery: { email, confirmedAt } },
    (reportLink) => passwordChanged(services, locale, { ...facts, reportLink }),
  );
  const line = { ...operation, at: now, outcome: "succeeded" } as const;
  const changed = { studentId: student.id, uid: person.uid, line, mails, links, kept: { linkId: link.id } };
  await completeLink(db, link.id, changed, { now, until });
}
