import "server-only";
import type { Services } from "@/lib/services";
import { findConfirmedAddress, findLiveConfirmation, findPendingAddress } from "./queries";

/** Where a student's recovery address stands. */
export interface RecoveryStanding {
  /** The address in use, if any. */
  confirmed: string | null;
  /** The address that waits; `expiresAt` is null when its last message can no longer be used. */
  pending: { email: string; expiresAt: Date | null } | null;
}

export async function recoveryStanding({ db, clock }: Services, studentId: string): Promise<RecoveryStanding> {
  const [confirmed, pending] = await Promise.all([
    findConfirmedAddress(db, studentId),
    findPendingAddress(db, studentId),
  ]);
  const live = pending && (await findLiveConfirmation(db, pending.id, clock.now()));
  return {
    confirmed: confirmed?.email ?? null,
    pending: pending && { email: pending.email, expiresAt: live?.expiresAt ?? null },
  };
}
