import { dayOf } from "@/lib/calendar";

const aDay = 24 * 3_600_000;

/** The dates by which the register decides who is enrolled on a day. */
export interface RegisterDay {
  /** `YYYY-MM-DD`, in the institution's time zone. */
  today: string;
  /** The current academic year, from 1 September to 31 August, by its first calendar year: 2026 for 2026-2027. */
  academicYear: number;
  /** Students who enrolled since then belong to that year: the 1 July before it, when its enrolments begin. */
  enrolmentsFrom: string;
}

/**
 * Returns the register's dates for that moment. In July and August two years have enrolments in force and either is
 * enough; the current year is the one about to end.
 */
export function registerDay(now: Date, timeZone: string): RegisterDay {
  const today = dayOf(now, timeZone);
  const year = Number(today.slice(0, 4));
  const academicYear = today.slice(5) >= "09-01" ? year : year - 1;
  return { today, academicYear, enrolmentsFrom: `${academicYear}-07-01` };
}

/** Looks are a week apart; one may be missed. Milliseconds. */
const longestBlindness = 15 * aDay;

/**
 * Returns since when every look has found the account closed. Returns null when a look found it open, or when nobody
 * could look for so long that it may have been open in between: the days then start again.
 */
export function heldClosedSince(
  { closedSince, lookedAt }: { closedSince: Date | null; lookedAt: Date | null },
  now: Date,
): Date | null {
  const isBlind = lookedAt === null || now.getTime() - lookedAt.getTime() > longestBlindness;
  return isBlind ? null : closedSince;
}

/** Returns when an account closed since then may first be erased. @param days `retention.closedAccountDays`. */
export function erasableFrom(closedSince: Date, days: number): Date {
  return new Date(closedSince.getTime() + days * aDay);
}
