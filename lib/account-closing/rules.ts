import { dayOf } from "@/lib/calendar";

const aDay = 24 * 3_600_000;

/** A day, as the register counts who is enrolled by it. */
export interface RegisterDay {
  /** `YYYY-MM-DD`, in the institution's time zone. */
  today: string;
  /** The year that is running, from 1 September to 31 August, by its first calendar year: 2026 for 2026-2027. */
  academicYear: number;
  /** Whoever enrolled since then is of that year: 1 July before it, when its enrolments begin. */
  enrolmentsFrom: string;
}

/** In July and August two years have enrolments in force, and either is enough: the one that ends is the year that is running. */
export function registerDay(now: Date, timeZone: string): RegisterDay {
  const today = dayOf(now, timeZone);
  const year = Number(today.slice(0, 4));
  const academicYear = today.slice(5) >= "09-01" ? year : year - 1;
  return { today, academicYear, enrolmentsFrom: `${academicYear}-07-01` };
}

/** Of the looks, a week apart, one may be missed. */
const longestBlindness = 15 * aDay;

/**
 * Since when an account has been held closed at every look; null where it has not, or where nobody could look for so long that it may have
 * been open in between: the days begin anew.
 */
export function heldClosedSince(
  { closedSince, lookedAt }: { closedSince: Date | null; lookedAt: Date | null },
  now: Date,
): Date | null {
  const isBlind = lookedAt === null || now.getTime() - lookedAt.getTime() > longestBlindness;
  return isBlind ? null : closedSince;
}

/** From when an account that has been closed since then may be erased. @param days `retention.closedAccountDays`. */
export function erasableFrom(closedSince: Date, days: number): Date {
  return new Date(closedSince.getTime() + days * aDay);
}
