const day = 86_400_000;

/** How long a link of « Ce n’était pas moi » is good for, from the change. Days. */
const reportDays = 7;

/**
 * True of an address that had been confirmed for a day when the change was made: only its mail holds the link. A thief who had just put
 * an address of their own in place must not be the one who is asked. `confirmedAt`: null for one that nobody confirmed.
 */
export function mayReport(confirmedAt: Date | null, changedAt: Date): boolean {
  return confirmedAt !== null && changedAt.getTime() - confirmedAt.getTime() >= day;
}

/** Until when the change may be reported. */
export function reportExpiry(changedAt: Date): Date {
  return new Date(changedAt.getTime() + reportDays * day);
}
