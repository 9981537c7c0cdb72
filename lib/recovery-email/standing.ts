import "server-only";
import type { Services } from "@/lib/services";
import { recoveryMailAt } from "@/lib/throttle/recovery-mail";
import { findConfirmedAddress, findLastConfirmation, findPendingAddress } from "./queries";
import { usableFrom } from "./rules";

/** The state of a student's recovery address. */
export interface RecoveryStanding {
  /** The address in use, if any. */
  confirmed: string | null;
  /** When the address may be used to reset a password, if it must still wait because it replaced another. */
  usableAt: Date | null;
  pending: PendingAddress | null;
}

/** The address that waits to be confirmed. */
export interface PendingAddress {
  email: string;
  /** When its last message was sent; null when too many others prevented one. */
  sentAt: Date | null;
  /** Null when its last message can no longer be used, or when there is none. */
  expiresAt: Date | null;
  /** When a message may be sent, if none was; null when one may be sent at once. */
  sendableAt: Date | null;
}

/** Returns what the student's pages show: the address in use, the pending one, and what it waits for. */
export async function recoveryStanding(services: Services, studentId: string): Promise<RecoveryStanding> {
  const { db } = services;
  const [confirmed, pending] = await Promise.all([
    findConfirmedAddress(db, studentId),
    findPendingAddress(db, studentId),
  ]);
  const from = confirmed?.confirmedAt && usableFrom({ ...confirmed, confirmedAt: confirmed.confirmedAt });
  const usableAt = from && from > services.clock.now() ? from : null;
  return {
    confirmed: confirmed?.email ?? null,
    usableAt,
    pending: pending && (await waiting(services, studentId, pending)),
  };
}

async function waiting(
  services: Services,
  studentId: string,
  { id, email }: { id: string; email: string },
): Promise<PendingAddress> {
  const last = await findLastConfirmation(services.db, id, services.clock.now());
  if (!last)
    return { email, sentAt: null, expiresAt: null, sendableAt: await recoveryMailAt(services, { studentId, email }) };
  return { email, sentAt: last.sentAt, expiresAt: last.isLive ? last.expiresAt : null, sendableAt: null };
}
