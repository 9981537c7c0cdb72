const aDay = 24 * 60 * 60_000;

/** Whoever looks at a student is alone with them for so long; what failed, or stopped halfway, is done again after that. Milliseconds. */
export const holdTime = 10 * 60_000;

/** An account that the directory does not call active has nothing to be told: it is looked at again a day later. */
export const lookAgainAfter = aDay;

/** A major version that was published until then is due by now. @param days Of grace. */
export function dueSince(now: Date, days: number): Date {
  return new Date(now.getTime() - days * aDay);
}
