import "server-only";
import { type Counting, counterKey } from "./key";
import { addOne, readPoints } from "./queries";
import { deskLimits } from "./rules";

export type DeskEvent = keyof typeof deskLimits;

/** `isFirst`: the limit was just passed, for the first time in its window; IT is to be told, once (see `tellIt`). */
export type DeskCount = { ok: true } | { ok: false; retryAt: Date; isFirst: boolean; event: DeskEvent };

/**
 * Whether this member of staff may type one more card. To be asked before the card is looked up: past the limit a known card and an
 * unknown one must get the same answer, or the numbers could still be tried out. Throws when the database does not answer.
 */
export async function deskAllowance(services: Counting, uid: string): Promise<DeskCount> {
  const events = Object.keys(deskLimits) as DeskEvent[];
  const keyOf = (event: DeskEvent) => counterKey(services, event, uid);
  const points = await readPoints(services.db, events.map(keyOf), services.clock.now());
  const full = events.find((event) => (points.get(keyOf(event)) ?? 0) >= deskLimits[event].most);
  return full ? count(services, full, uid) : { ok: true };
}

/** Counts a card number that nobody holds, typed by a member of staff. */
export function countUnknownCard(services: Counting, uid: string): Promise<DeskCount> {
  return count(services, "unknownCards", uid);
}

/** Counts a reset that a member of staff helped with, once it is done. */
export function countReset(services: Counting, uid: string): Promise<DeskCount> {
  return count(services, "resets", uid);
}

async function count(services: Counting, event: DeskEvent, uid: string): Promise<DeskCount> {
  const { most, window } = deskLimits[event];
  const key = counterKey(services, event, uid);
  const [counted] = await addOne(services.db, [{ key, window }], services.clock.now());
  if (!counted || counted.points <= most) return { ok: true };
  return { ok: false, retryAt: counted.endsAt, isFirst: counted.points === most + 1, event };
}
