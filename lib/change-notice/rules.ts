const day = 86_400_000;

/** How long a link of « Ce n’était pas moi » is valid after the change. Days. */
const reportDays = 7;

/**
 * True when the address had been confirmed for a day at the time of the change: only its mail then holds the link. A
 * thief who has just set their own address must not be the one who is asked. `confirmedAt` is null for an unconfirmed
 * address.
 */
export function mayReport(confirmedAt: Date | null, changedAt: Date): boolean {
  return confirmedAt !== null && changedAt.getTime() - confirmedAt.getTime() >= day;
}

/** Returns until when the change may be reported. */
export function reportExpiry(changedAt: Date): Date {
  return new Date(changedAt.getTime() + reportDays * day);
}
