import { addDays, dayOf, startOfDay } from "@/lib/calendar";

const anHour = 3_600_000;

/** An address that took the place of another may be a thief’s: the account’s owner has this long to notice. Milliseconds. */
const newAddressWait = 24 * anHour;

/** From when a password may be reset by a link mailed to this address. `confirmedAt`: of a confirmed one. */
export function usableFrom({ confirmedAt, tookOver }: { confirmedAt: Date; tookOver: boolean }): Date {
  return tookOver ? new Date(confirmedAt.getTime() + newAddressWait) : confirmedAt;
}

/** A link and its code are good until 23:59:59 that day, in the institution's time zone, and for one hour at least. */
export function confirmationExpiry(sentAt: Date, timeZone: string): Date {
  const lastSecond = startOfDay(addDays(dayOf(sentAt, timeZone), 1), timeZone).getTime() - 1_000;
  return new Date(Math.max(lastSecond, sentAt.getTime() + anHour));
}
