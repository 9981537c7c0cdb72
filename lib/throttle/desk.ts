import "server-only";
import { type Counting, counterKey } from "./key";
import { addOne, addOneIf, type Condition, type Count, never, readPoints } from "./queries";
import { deskLimits } from "./rules";

export type DeskEvent = keyof typeof deskLimits;
const events = Object.keys(deskLimits) as DeskEvent[];

/** `isFirst`: the limit is passed for the first time in its window, and IT must be informed, once (see `reportUnusualVolume`). */
export type DeskCount = { ok: true } | { ok: false; retryAt: Date; isFirst: boolean; event: DeskEvent };

/** Returns whether this member of staff may continue to help students. Throws when the database does not answer. */
export async function deskAllowance(services: Counting, uid: string): Promise<DeskCount> {
  const keyOf = (event: DeskEvent) => counterKey(services, event, uid);
  const points = await readPoints(services.db, events.map(keyOf), services.clock.now());
  const full = events.find((event) => (points.get(keyOf(event)) ?? 0) >= deskLimits[event].most);
  return full ? count(services, full, uid) : { ok: true };
}

/**
 * Returns whether this member of staff may enter one more card. Counts a card that nobody holds in the same statement,
 * so that a thousand sent at once try no more cards than a thousand sent one by one. Past the limit, known and unknown
 * cards must get the same answer. Throws when the database does not answer.
 */
export async function countCard(services: Counting, uid: string, isUnknown: Condition): Promise<DeskCount> {
  const conditions: Record<DeskEvent, Condition> = { unknownCards: isUnknown, resets: never };
  const keyOf = (event: DeskEvent) => counterKey(services, event, uid);
  const counted = await addOneIf(
    services.db,
    events.map((event) => ({ ...deskLimits[event], key: keyOf(event), condition: conditions[event] })),
    services.clock.now(),
  );
  const judged = events.map((event) => judge(event, counted.get(keyOf(event))));
  return judged.find(({ ok }) => !ok) ?? { ok: true };
}

/** Counts a completed reset that this member of staff helped with. */
export function countReset(services: Counting, uid: string): Promise<DeskCount> {
  return count(services, "resets", uid);
}

async function count(services: Counting, event: DeskEvent, uid: string): Promise<DeskCount> {
  const key = counterKey(services, event, uid);
  const [counted] = await addOne(services.db, [{ key, window: deskLimits[event].window }], services.clock.now());
  return judge(event, counted);
}

function judge(event: DeskEvent, counted: Count | undefined): DeskCount {
  const { most } = deskLimits[event];
  if (!counted || counted.points <= most) return { ok: true };
  return { ok: false, retryAt: counted.endsAt, isFirst: counted.points === most + 1, event };
}
