/** A first connection idle for this long is over. */
const idleMinutes = 30;

/** How long the last page, with the identifier and the address, can be read again. */
export const doneReadableMinutes = 10;

/** How a first connection in progress may continue. */
export type Wakefulness =
  | "awake"
  /** Idle, but a message waits to be confirmed: only its code or its link lets the person continue. */
  | "asleep"
  /** The sheet must be typed again. */
  | "over";

/**
 * Returns how a first connection may continue. @param waitsUntil Expiry of the message that the next step requires;
 * null when it requires none.
 */
export function wakefulness(
  { lastSeenAt, waitsUntil }: { lastSeenAt: Date; waitsUntil: Date | null },
  now: Date,
): Wakefulness {
  if (waitsUntil === null) return isIdle(lastSeenAt, now) ? "over" : "awake";
  if (waitsUntil <= now) return "over";
  return isIdle(lastSeenAt, now) ? "asleep" : "awake";
}

/** True once a first connection last seen then must start over. */
export function isIdle(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= idleMinutes * 60_000;
}
