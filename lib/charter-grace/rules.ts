const aDay = 24 * 60 * 60_000;

/** How long one instance has a student to itself; what failed or stopped is retried after that. Milliseconds. */
export const holdTime = 10 * 60_000;

/** When to look again at an account that is not active in the directory, which needs no mark: a day later. */
export const lookAgainAfter = aDay;

/** Returns the instant by which a major version must be published to be due at `now`. @param days Of grace. */
export function dueSince(now: Date, days: number): Date {
  return new Date(now.getTime() - days * aDay);
}
