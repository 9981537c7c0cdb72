import "server-only";
import { openingOf } from "@/lib/opening";
import { rulesOf } from "@/lib/population";
import type { Services } from "@/lib/services";
import { findWaiting } from "@/lib/sheet-in-force/queries";

/** What the first connection of a student waits for. */
export interface FirstConnection {
  /** Null once the account may be opened. */
  opensAt: Date | null;
  /** Of the sheet that opens it, at the moment when one will or could: now, or once the account may be opened. */
  sheet: "good" | "expired" | "none";
  isEnrolled: boolean;
}

/** Why a card in hand may open nothing yet, so that staff send its holder to the phone, home, or to the registrar. */
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
