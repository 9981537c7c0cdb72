import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import type { Asker } from "./asker";
import { hashCode, readCode } from "./code";
import { confirmAddress } from "./confirm-address";
import { findConfirmedAddress, findPendingAddress, tryCode, wasConfirmedBy } from "./queries";

/** `code-expired`: too old, tried five times or replaced by a newer message; only another message can help. */
export type ConfirmByCodeRefusal = "wrong-code" | "code-expired" | "nothing-to-confirm";

/** Confirms the pending address with the six digits of its last message. Five wrong ones cancel the whole message. */
export async function confirmByCode(
  services: Services,
  asker: Asker,
  typed: string,
): Promise<{ ok: true } | { ok: false; reason: ConfirmByCodeRefusal }> {
  const reason = await whyNotConfirmed(services, asker, typed);
  if (!reason) return { ok: true };
  await record(services.db, {
    at: services.clock.now(),
    kind: asker.kinds.confirmation,
    outcome: "refused",
    reason,
    subject: asker.identifier,
    actor: asker.actor,
    caller: asker.caller,
  });
  return { ok: false, reason };
}

async function whyNotConfirmed(services: Services, asker: Asker, typed: string): Promise<ConfirmByCodeRefusal | null> {
  const { db, clock, env } = services;
  const code = readCode(typed);
  if (!code) return "wrong-code";
  const pending = await findPendingAddress(db, asker.studentId);
  if (!pending) {
    const confirmed = await findConfirmedAddress(db, asker.studentId);
    if (!confirmed) return "nothing-to-confirm";
    return (await wasConfirmedBy(db, confirmed.id, hashCode(code, confirmed.id, env.secret))) ? null : "wrong-code";
  }
  const codeHash = hashCode(code, pending.id, env.secret);
  const tried = await tryCode(db, pending.id, codeHash, clock.now());
  // The address was pending a moment ago: another window may have confirmed it since, with this very code.
  if (!tried) return (await wasConfirmedBy(db, pending.id, codeHash)) ? null : "code-expired";
  if (!tried.isRight) return "wrong-code";
  const proven = { confirmationId: tried.id, addressId: pending.id, email: pending.email };
  if (await confirmAddress(services, asker, proven)) return null;
  // Another window was faster, and may have used the same code.
  return whyNotConfirmed(services, asker, typed);
}
