import "server-only";
import type { Services } from "@/lib/services";
import { recoveryMailAt } from "@/lib/throttle/recovery-mail";
import { findConfirmedAddress, findLastConfirmation, findPendingAddress } from "./queries";
import { usableFrom } from "./rules";

/** Where a student's recovery address stands. */
export interface RecoveryStanding {
  /** The address in use, if any. */
  confirmed: string | null;
  /** When it may be used to reset a password, where that is still to come: it took the place of another. */
  usableAt: Date | null;
  pending: PendingAddress | null;
}

/** The address that waits. */
export interface PendingAddress {
  email: string;
  /** Of its last message; null when too many had left for one to go to it. */
  sentAt: Date | null;
  /** Null when its last message can no longer be used, or when there is none. */
  expiresAt: Date | null;
  /** When a message may go to it, where none did: null when one may now. */
  sendableAt: Date | null;
}

/** What the student's pages say of it: which address is in use, which one waits, and for what. */
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
