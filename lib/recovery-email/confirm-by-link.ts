import "server-only";
import { record } from "@/lib/audit/record";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import type { Asker } from "./asker";
import { codeOf } from "./code";
import { confirmAddress } from "./confirm-address";
import { findByLink } from "./queries";

/** The current state of a mailed link. `code` is to be typed where the first connection was left open. */
export type MailedLink =
  | { state: "live"; studentId: string; email: string; code: string; expiresAt: Date }
  | { state: "confirmed"; studentId: string }
  | { state: "dead" };

/** Reads a mailed link and changes nothing: mail filters open links too. */
export async function readLink({ db, clock, env }: Services, token: string): Promise<MailedLink> {
  const found = await findByLink(db, hashToken(token), clock.now());
  if (!found) return { state: "dead" };
  const { studentId, email, expiresAt } = found;
  if (found.isLive) return { state: "live", studentId, email, code: codeOf(token, env.secret), expiresAt };
  return found.isConfirmed ? { state: "confirmed", studentId } : { state: "dead" };
}

export type ConfirmByLinkRefusal = "link-expired" | "another-student";

/** Confirms with the mailed link's button, for the student it was sent to only. A second click succeeds too. */
export async function confirmByLink(
  services: Services,
  asker: Asker,
  token: string,
): Promise<{ ok: true } | { ok: false; reason: ConfirmByLinkRefusal }> {
  const { db, clock } = services;
  const found = await findByLink(db, hashToken(token), clock.now());
  const reason = !found ? "link-expired" : found.studentId !== asker.studentId ? "another-student" : null;
  if (found && !reason) {
    const proven = { confirmationId: found.id, addressId: found.addressId, email: found.email };
    if (found.isLive && (await confirmAddress(services, asker, proven))) return { ok: true };
    const after = await findByLink(db, hashToken(token), clock.now());
    if (after?.isConfirmed) return { ok: true };
  }
  const refusal = reason ?? "link-expired";
  await record(db, {
    at: clock.now(),
    kind: asker.kinds.confirmation,
    outcome: "refused",
    reason: refusal,
    subject: asker.identifier,
    actor: asker.actor,
    caller: asker.caller,
  });
  return { ok: false, reason: refusal };
}
