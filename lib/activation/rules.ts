/** A first connection that nobody has touched for this long is over. */
const idleMinutes = 30;

/** The last page, with the identifier and the address, can be read again for this long. */
export const doneReadableMinutes = 10;

/** How a first connection under way may go on. */
export type Wakefulness =
  | "awake"
  /** Nobody has touched it for a while, but a message waits to be confirmed: its code or its link goes on, and nothing else. */
  | "asleep"
  /** The sheet is asked for again. */
  | "over";

/** @param waitsUntil End of the message without which there is no next step; null when there is no such message. */
export function wakefulness(
  { lastSeenAt, waitsUntil }: { lastSeenAt: Date; waitsUntil: Date | null },
  now: Date,
): Wakefulness {
  if (waitsUntil === null) return isIdle(lastSeenAt, now) ? "over" : "awake";
  if (waitsUntil <= now) return "over";
  return isIdle(lastSeenAt, now) ? "asleep" : "awake";
}

/** True once a first connection last seen then has to start over. */
export function isIdle(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= idleMinutes * 60_000;
}
