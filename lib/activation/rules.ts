/** A first connection that nobody has touched for this long is over. */
export const idleMinutes = 30;

/** The last page, with the identifier and the address, can be read again for this long. */
export const doneReadableMinutes = 10;

/** True once a first connection last seen then has to start over. */
export function isIdle(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= idleMinutes * 60_000;
}
