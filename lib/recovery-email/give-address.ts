import "server-only";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/http/locale";
import type { Services } from "@/lib/services";
import { countRecoveryMail } from "@/lib/throttle/recovery-mail";
import { type AddressFault, isSameAddress, readRecoveryAddress } from "./address";
import { findConfirmedAddress, findPendingAddress, insertAddress, withdrawPending } from "./queries";
import { sendConfirmation } from "./send-confirmation";

export interface AddressRefusal {
  ok: false;
  reason: AddressFault;
}

/** An accepted address. */
export interface AdmittedAddress {
  ok: true;
  email: string;
  /** Null when it may be sent a message at once; else when it may, since it or the student had too many lately. */
  sendableAt: Date | null;
}

/**
 * Returns the address to keep, and counts the message that should go to it. Past the limit the address is still kept: a
 * first connection does not wait for its confirmation.
 */
export async function admitAddress(
  services: Services,
  { studentId, email: typed }: { studentId: string; email: string },
): Promise<AdmittedAddress | AddressRefusal> {
  const { domains, populations } = services.institution;
  const own = [domains.student, ...(populations.staff ? [populations.staff.domain] : []), ...domains.own];
  const read = readRecoveryAddress(typed, own);
  if (!read.ok) return read;
  const count = await countRecoveryMail(services, { studentId, email: read.email });
  return { ...read, sendableAt: count.ok ? null : count.retryAt };
}

/**
 * Makes an accepted address the pending one and, where a message may leave, sends it one. The address confirmed before
 * stays in use meanwhile. Call it within a transaction that holds `lockStudent`. Returns the address's id.
 */
export async function replaceAddress(
  services: Services,
  tx: Database,
  { studentId, admitted, locale }: { studentId: string; admitted: AdmittedAddress; locale: Locale },
): Promise<string> {
  const { email, sendableAt } = admitted;
  const now = services.clock.now();
  const pending = await findPendingAddress(tx, studentId);
  if (pending && isSameAddress(pending.email, email)) {
    if (!sendableAt) await sendConfirmation(services, tx, { ...pending, studentId }, locale);
    return pending.id;
  }
  await withdrawPending(tx, studentId, now);
  const confirmed = await findConfirmedAddress(tx, studentId);
  if (confirmed && isSameAddress(confirmed.email, email)) return confirmed.id;
  const id = await insertAddress(tx, { studentId, email, givenAt: now });
  if (!sendableAt) await sendConfirmation(services, tx, { id, studentId, email }, locale);
  return id;
}
