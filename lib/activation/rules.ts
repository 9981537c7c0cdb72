import { addDays, startOfDay } from "@/lib/calendar";

/** A first connection that nobody has touched for this long is over. */
export const idleMinutes = 30;

/** The last page, with the identifier and the address, can be read again for this long. */
export const doneReadableMinutes = 10;

/** The instant the activation opens: 00:00 in the institution's time zone, so many days after the enrolment day. */
export function openingOf(enrolledOn: string, rule: { opensAfterDays: number; timeZone: string }): Date {
  return startOfDay(addDays(enrolledOn, rule.opensAfterDays), rule.timeZone);
}
