import { addDays, startOfDay } from "./calendar";

/** The instant the activation opens: 00:00 in the institution's time zone, so many days after the enrolment day. */
export function openingOf(enrolledOn: string, rule: { opensAfterDays: number; timeZone: string }): Date {
  return startOfDay(addDays(enrolledOn, rule.opensAfterDays), rule.timeZone);
}
