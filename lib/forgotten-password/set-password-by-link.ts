import "server-only";
import { record } from "@/lib/audit/record";
import { recordAmbiguity } from "@/lib/audit/record-ambiguity";
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
  /** Of the mails that tell the student. */
  locale: Locale;
}

export type SetPasswordByLinkOutcome =
  | { ok: true }
  /** Its password was set already, or it is worth nothing any more: see `linkState`. */
  | { ok: false; reason: "link-used" | "link-over" }
  | { ok: false; reason: "not-acceptable"; violations: RefusedPassword[] }
  | { ok: false; reason: AccountRefusal };

/**
 * Gives the directory the password that was chosen behind a mailed link; then our own tables follow, in one transaction, and the student is
 * told at both addresses. Nobody is signed in by it. Throws `Unavailable` when the directory or the database does not answer: nothing is
 * lost, and the same gesture can be made again while the link is good.
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
  const admitted = await recordAmbiguity(db, line, () => admit(services, request, link));
  const outcome = admitted.ok ? await writePassword(services, request, admitted) : admitted;
  // What came as far as the directory has its own line.
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

/** For the journal: of a password, each rule that it broke. */
function reasonOf(outcome: SetPasswordByLinkOutcome): string | null {
  if (outcome.ok) return null;
  return outcome.reason === "not-acceptable" ? outcome.violations.map(({ code }) => code).join(" ") : outcome.reason;
}
