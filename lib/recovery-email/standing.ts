import "server-only";
import type { Services } from "@/lib/services";
import { findConfirmedAddress, findLastConfirmation, findPendingAddress } from "./queries";

/** Where a student's recovery address stands. */
export interface RecoveryStanding {
  /** The address in use, if any. */
  confirmed: string | null;
  /** The address that waits, and its last message; `expiresAt` is null when that one can no longer be used. */
  pending: { email: string; sentAt: Date; expiresAt: Date | null } | null;
}

export async function recoveryStanding({ db, clock }: Services, studentId: string): Promise<RecoveryStanding> {
  const [confirmed, pending] = await Promise.all([
    findConfirmedAddress(db, studentId),
    findPendingAddress(db, studentId),
  ]);
  const last = pending && (await findLastConfirmation(db, pending.id, clock.now()));
  return {
    confirmed: confirmed?.email ?? null,
    pending: last && { email: pending.email, sentAt: last.sentAt, expiresAt: last.isLive ? last.expiresAt : null },
  };
}
