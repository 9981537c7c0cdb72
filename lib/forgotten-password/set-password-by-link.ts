import "server-only";
import { record } from "@/lib/audit/record";
import { recordFaultOfEntry } from "@/lib/audit/record-fault-of-entry";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import { checkNewPassword, type NewPassword } from "@/lib/password-policy/check";
import type { RefusedPassword } from "@/lib/password-policy/refused-password";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { findLink, type Link } from "./queries";
import { type AccountRefusal, linkState, whyNotChangeable } from "./rules";
import { writePassword } from "./write-password";

export interface SetPasswordByLink {
  token: string;
  typed: NewPassword;
  caller: Caller;
  /** The language of the mails that inform the student. */
  locale: Locale;
}

export type SetPasswordByLinkOutcome =
  | { ok: true }
  /** The link has already set a password, or is no longer valid: see `linkState`. */
  | { ok: false; reason: "link-used" | "link-over" }
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  | { ok: false; reason: AccountRefusal };

/**
 * Sets the password chosen through a mailed link in the directory, then updates our own tables in one transaction and
 * informs the student at both addresses. Signs nobody in. Throws `Unavailable` when the directory or the database does
 * not answer: nothing is lost, and the student can try again while the link is valid.
 */
export async function setPasswordByLink(
  services: Services,
  request: SetPasswordByLink,
): Promise<SetPasswordByLinkOutcome> {
  const { db, clock } = services;
  const link = request.token ? await findLink(db, hashToken(request.token)) : null;
  const line = {
    kind: "forgotten-password.password",
    at: clock.now(),
    subject: link?.student.identifier,
    caller: request.caller,
  } as const;
  const admitted = await recordFaultOfEntry(db, line, () => admit(services, request, link));
  const outcome = admitted.ok ? await writePassword(services, request, admitted) : admitted;
  // A change that reached the directory has its own line.
  if (!admitted.ok || (!outcome.ok && isAboutLink(outcome.reason))) {
    await record(db, { ...line, outcome: "refused", reason: reasonOf(outcome) });
  }
  return outcome;
}

async function admit(
  { directory, clock, institution }: Services,
  { typed }: SetPasswordByLink,
  link: Link | null,
): Promise<{ ok: true; link: Link; person: DirectoryPerson } | Exclude<SetPasswordByLinkOutcome, { ok: true }>> {
  const state = linkState(link, clock.now());
  if (!link || state !== "live") return { ok: false, reason: state === "used" ? "link-used" : "link-over" };
  const { student, cardNumbers } = link;
  const violations = checkNewPassword(typed, { ...student, cardNumbers }, institution.passwordRules);
  if (violations.length > 0) return { ok: false, reason: "not-acceptable", violations };
  const person = await directory.findByIdentifier(student.identifier);
  const reason = whyNotChangeable(person);
  return person && !reason ? { ok: true, link, person } : { ok: false, reason: reason ?? "account-not-activated" };
}

function isAboutLink(reason: string): boolean {
  return reason === "link-used" || reason === "link-over";
}

/** Returns the reason for the journal: for a refused password, every rule that it breaks. */
function reasonOf(outcome: SetPasswordByLinkOutcome) {
  if (outcome.ok) return null;
  return outcome.reason === "not-acceptable" ? outcome.violations.map(({ code }) => code) : outcome.reason;
}
