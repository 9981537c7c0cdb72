import "server-only";
import { inArray, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { throttle } from "@/db/schema";
import { Unavailable } from "@/lib/errors";
import { pair } from "./rules";

export interface Count {
  points: number;
  /** When the window of this counter is over. */
  endsAt: Date;
}

/** Adds one to each counter, in one statement, and says where each stands. A window that is over begins anew. */
export function addOne(db: Database, counters: { key: string; window: number }[], now: Date): Promise<Count[]> {
  return whileAvailable(async () => {
    const rows = await db
      .insert(throttle)
      .values(counters.map(({ key, window }) => ({ key, points: 1, expire: now.getTime() + window })))
      .onConflictDoUpdate({
        target: throttle.key,
        set: {
          points: sql`case when ${isOver(now)} then 1 else ${throttle.points} + 1 end`,
          expire: sql`case when ${isOver(now)} then excluded.expire else ${throttle.expire} end`,
        },
      })
      .returning();
    const byKey = new Map(rows.map((row) => [row.key, { points: row.points, endsAt: new Date(row.expire ?? 0) }]));
    return counters.map(({ key }) => byKey.get(key) ?? { points: 0, endsAt: now });
  });
}

/** Takes one back from each counter: what was counted in advance was no failure. */
export async function takeBack(db: Database, keys: string[]): Promise<void> {
  await whileAvailable(() =>
    db
      .update(throttle)
      .set({ points: sql`greatest(${throttle.points} - 1, 0)` })
      .where(inArray(throttle.key, keys)),
  );
}

/**
 * Counts a failure of a pair unless it is waiting, and says so, in one statement: it keeps apart the fifty guesses that one person
 * sends at once, of which five pass.
 */
export function countPair(db: Database, key: string, now: Date): Promise<boolean> {
  return whileAvailable(async () => {
    const counted = await db
      .insert(throttle)
      .values({ key, points: 1, expire: now.getTime() + pair.memory })
      .onConflictDoUpdate({
        target: throttle.key,
        set: {
          points: sql`case when ${isOver(now)} then 1 else ${throttle.points} + 1 end`,
          expire: sql`excluded.expire`,
        },
        setWhere: sql`${isOver(now)} or ${waitEnds} <= ${now.getTime()}`,
      })
      .returning({ key: throttle.key });
    return counted.length > 0;
  });
}

/** When a pair may try again. */
export function endOfWait(db: Database, key: string, now: Date): Promise<Date> {
  return whileAvailable(async () => {
    const [row] = await db
      .select({ at: sql<string>`${waitEnds}` })
      .from(throttle)
      .where(inArray(throttle.key, [key]));
    return new Date(Math.max(Number(row?.at ?? 0), now.getTime()));
  });
}

export async function forget(db: Database, key: string): Promise<void> {
  await whileAvailable(() => db.delete(throttle).where(inArray(throttle.key, [key])));
}

/** Deletes what is over and can no longer change any answer. */
export async function forgetWhatIsOver(db: Database, now: Date): Promise<void> {
  await whileAvailable(() => db.delete(throttle).where(lte(throttle.expire, now.getTime())));
}

const isOver = (now: Date) => sql`${throttle.expire} <= ${now.getTime()}`;

/** A pair is remembered for `pair.memory` after its last failure, so that its row tells when that was. */
const waitEnds = sql`(${throttle.expire} - ${pair.memory} + case
  when ${throttle.points} < ${pair.failures} then 0
  else least(${pair.firstWait} * 2 ^ least(${throttle.points} - ${pair.failures}, 30), ${pair.longestWait})
end)`;

/** No counter, no attempt: a throttle that cannot count must not let through. */
async function whileAvailable<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    throw new Unavailable("database", error);
  }
}
