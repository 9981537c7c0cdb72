import "server-only";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/http/locale";
import type { Services } from "@/lib/services";
import { countRecoveryMail } from "@/lib/throttle/recovery-mail";
import { type AddressFault, isSameAddress, readRecoveryAddress } from "./address";
import { findConfirmedAddress, findPendingAddress, insertAddress, withdrawPending } from "./queries";
import { sendConfirmation } from "./send-confirmation";

export type AddressRefusal =
  | { ok: false; reason: AddressFault }
  | { ok: false; reason: "too-many-mails"; retryAt: Date };

/** The address to keep of what was typed, once the message that must go to it has been counted. */
export async function admitAddress(
  services: Services,
  { studentId, email: typed }: { studentId: string; email: string },
): Promise<{ ok: true; email: string } | AddressRefusal> {
  const { domains } = services.institution;
  const read = readRecoveryAddress(typed, [domains.student, ...domains.own]);
  if (!read.ok) return read;
  const count = await countRecoveryMail(services, { studentId, email: read.email });
  return count.ok ? read : { ok: false, reason: "too-many-mails", retryAt: count.retryAt };
}

/**
 * Makes an admitted address the one that waits to be confirmed, and sends it a message; the address that was confirmed before stays
 * in use meanwhile. Within a transaction that holds `lockStudent`. Answers the address's identifier.
 */
export async function replaceAddress(
  services: Services,
  tx: Database,
  { studentId, email, locale }: { studentId: string; email: string; locale: Locale },
): Promise<string> {
  const now = services.clock.now();
  const pending = await findPendingAddress(tx, studentId);
  if (pending && isSameAddress(pending.email, email)) {
    await sendConfirmation(services, tx, pending, locale);
    return pending.id;
  }
  await withdrawPending(tx, studentId, now);
  const confirmed = await findConfirmedAddress(tx, studentId);
  if (confirmed && isSameAddress(confirmed.email, email)) return confirmed.id;
  const id = await insertAddress(tx, { studentId, email, givenAt: now });
  await sendConfirmation(services, tx, { id, email }, locale);
  return id;
}
