import { addDays, startOfDay } from "./calendar";

/** Returns the instant of opening: 00:00 in the time zone, `opensAfterDays` days after the enrolment day. */
export function openingOf(enrolledOn: string, rule: { opensAfterDays: number; timeZone: string }): Date {
  return startOfDay(addDays(enrolledOn, rule.opensAfterDays), rule.timeZone);
}
