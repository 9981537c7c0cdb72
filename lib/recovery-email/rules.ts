import { addDays, dayOf, startOfDay } from "@/lib/calendar";

const anHour = 3_600_000;

/** A link and its code are good until 23:59:59 that day, in the institution's time zone, and for one hour at least. */
export function confirmationExpiry(sentAt: Date, timeZone: string): Date {
  const lastSecond = startOfDay(addDays(dayOf(sentAt, timeZone), 1), timeZone).getTime() - 1_000;
  return new Date(Math.max(lastSecond, sentAt.getTime() + anHour));
}
