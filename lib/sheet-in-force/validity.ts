import { addDays, dayOf, startOfDay } from "@/lib/calendar";

/**
 * The end of the last day that a sheet printed, or prolonged, at `now` names, in the institution's zone: it is good on that day, to its
 * last minute.
 */
export function endOfValidity(now: Date, rule: { sheetValidityDays: number; timeZone: string }): Date {
  return startOfDay(addDays(dayOf(now, rule.timeZone), rule.sheetValidityDays + 1), rule.timeZone);
}

/** The last instant at which a sheet is good: its day is the one to write, since a sheet that ends at 00:00 is no good on that day. */
export function lastInstantOf(expiresAt: Date): Date {
  return new Date(expiresAt.getTime() - 1);
}
