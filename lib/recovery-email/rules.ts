import { addDays, dayOf, startOfDay } from "@/lib/calendar";

const anHour = 3_600_000;

/** An address that replaced another may be a thief’s: the account’s owner has this long to notice. Milliseconds. */
const newAddressWait = 24 * anHour;

/** Returns when a link mailed to this confirmed address may first reset a password. */
export function usableFrom({ confirmedAt, tookOver }: { confirmedAt: Date; tookOver: boolean }): Date {
  return tookOver ? new Date(confirmedAt.getTime() + newAddressWait) : confirmedAt;
}

/** Returns when a link and its code expire: 23:59:59 that day in that time zone, and at least an hour later. */
export function confirmationExpiry(sentAt: Date, timeZone: string): Date {
  const lastSecond = startOfDay(addDays(dayOf(sentAt, timeZone), 1), timeZone).getTime() - 1_000;
  return new Date(Math.max(lastSecond, sentAt.getTime() + anHour));
}
