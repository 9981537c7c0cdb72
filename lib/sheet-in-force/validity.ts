import { addDays, dayOf, startOfDay } from "@/lib/calendar";

/**
 * Returns the end of the last day on which a sheet printed or prolonged at `now` is valid, in the institution's time
 * zone: the sheet is valid through its last minute.
 */
export function endOfValidity(now: Date, rule: { sheetValidityDays: number; timeZone: string }): Date {
  return startOfDay(addDays(dayOf(now, rule.timeZone), rule.sheetValidityDays + 1), rule.timeZone);
}

/** Returns a sheet's last valid instant, whose day is the one to print: a sheet that ends at 00:00 is over then. */
export function lastInstantOf(expiresAt: Date): Date {
  return new Date(expiresAt.getTime() - 1);
}
