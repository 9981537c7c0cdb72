import "server-only";
import { openingOf } from "@/lib/opening";
import { rulesOf } from "@/lib/population";
import type { Services } from "@/lib/services";
import { findWaiting } from "@/lib/sheet-in-force/queries";

/** What a student's first connection waits for. */
export interface FirstConnection {
  /** Null once the account may be opened. */
  opensAt: Date | null;
  /** The state of the sheet on the day when it can be used: today, or once the account may be opened. */
  sheet: "good" | "expired" | "none";
  isEnrolled: boolean;
}

/** Returns what the card's holder still waits for, so that staff send them to their phone, home or to the registrar. */
export async function firstConnectionOf(
  { db, clock, institution }: Services,
  studentId: string,
): Promise<FirstConnection> {
  const { enrolledOn, withdrawnAt, sheetExpiresAt } = await findWaiting(db, studentId);
  const now = clock.now();
  const opening = openingOf(enrolledOn, rulesOf(institution, "student"));
  const opensAt = opening > now ? opening : null;
  const sheet = !sheetExpiresAt ? "none" : sheetExpiresAt > (opensAt ?? now) ? "good" : "expired";
  return { opensAt, sheet, isEnrolled: withdrawnAt === null };
}
