import "server-only";
import { and, eq, gt, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { throttle } from "@/db/schema";
import { pair } from "./rules";

export interface Count {
  points: number;
  /** When this counter's window ends. */
  endsAt: Date;
}

/** Adds one to each counter, in one statement. Returns the counts in the same order. A finished window restarts. */
export async function addOne(db: Database, counters: { key: string; window: number }[], now: Date): Promise<Count[]> {
  const rows = await db
    .insert(throttle)
    .values(inOneOrder(counters).map(({ key, window }) => ({ key, points: 1, expire: now.getTime() + window })))
    .onConflictDoUpdate({
      target: throttle.key,
      set: {
        points: oneMore(now),
        expire: newEnd(now),
      },
    })
    .returning();
  const byKey = new Map(rows.map(({ key, points, expire }) => [key, { points, endsAt: new Date(expire) }]));
  return counters.map(({ key }) => byKey.get(key) as Count);
}

/** A condition on what is being counted, as PostgreSQL sees it at that instant. */
export type Condition = SQL<boolean>;
export const never: Condition = sql`false`;

/**
 * Adds one to each counter whose condition holds, and to each full one whatever its condition. One statement does it,
 * so that of many requests sent at once none is judged by a count that another has just changed.
 */
export async function addOneIf(
  db: Database,
  counters: { key: string; most: number; window: number; condition: Condition }[],
  now: Date,
): Promise<Map<string, Count>> {
  const mosts = counters.map(({ key, most }) => sql`when ${key} then ${most}::int`);
  const isFull = sql`${throttle.points} >= case ${throttle.key} ${sql.join(mosts, sql` `)} end`;
  const rows = await db
    .insert(throttle)
    .values(
      inOneOrder(counters).map(({ key, window, condition }) => ({
        key,
        points: sql`case when ${condition} then 1 else 0 end`,
        expire: now.getTime() + window,
      })),
    )
    .onConflictDoUpdate({
      target: throttle.key,
      set: { points: oneMore(now), expire: newEnd(now) },
      // A row that does not change is locked too: the next statement waits, and sees what this one wrote.
      setWhere: sql`excluded.points > 0 or (${isFull} and not ${isOver(now)})`,
    })
    .returning();
  return new Map(rows.map(({ key, points, expire }) => [key, { points, endsAt: new Date(expire) }]));
}

const pointsOfKeys = prepared((db) =>
  db
    .select({ key: throttle.key, points: throttle.points })
    .from(throttle)
    .where(and(sql`${throttle.key} = any(${sql.placeholder("keys")})`, gt(throttle.expire, sql.placeholder("now")))),
);

/** Returns the points of each counter whose window is not over; the others have none. */
export async function readPoints(db: Database, keys: string[], now: Date): Promise<Map<string, number>> {
  const rows = await pointsOfKeys(db, { keys, now: now.getTime() });
  return new Map(rows.map(({ key, points }) => [key, points]));
}

/** Returns the points of each counter whose window is not over, with the end of that window. */
export async function readCounts(db: Database, keys: string[], now: Date): Promise<Map<string, Count>> {
  const rows = await db
    .select()
    .from(throttle)
    .where(and(inArray(throttle.key, keys), gt(throttle.expire, now.getTime())));
  return new Map(rows.map(({ key, points, expire }) => [key, { points, endsAt: new Date(expire) }]));
}

/** Takes one back from each counter, for what was counted in advance and was no failure. */
export async function takeBack(db: Database, keys: string[]): Promise<void> {
  const locked = db
    .select({ key: throttle.key })
    .from(throttle)
    .where(inArray(throttle.key, keys))
    .orderBy(sql`${throttle.key} collate "C"`)
    .for("update");
  await db
    .update(throttle)
    .set({ points: sql`greatest(${throttle.points} - 1, 0)` })
    .where(inArray(throttle.key, locked));
}

/**
 * Counts a failure of a pair unless it must wait, and returns whether it did. One statement does it, so that of fifty
 * guesses sent at once five pass.
 */
export async function countPair(db: Database, key: string, now: Date): Promise<boolean> {
  const counted = await db
    .insert(throttle)
    .values({ key, points: 1, expire: now.getTime() + pair.memory })
    .onConflictDoUpdate({
      target: throttle.key,
      set: { points: oneMore(now), expire: sql`excluded.expire` },
      setWhere: sql`${isOver(now)} or ${waitEnds} <= ${now.getTime()}`,
    })
    .returning({ key: throttle.key });
  return counted.length > 0;
}

/**
 * Counts one unless `most` are counted already, or past that while `exemption`, another row's key, is kept. Returns
 * whether it did. The window restarts with each one. One statement does it: many strangers may ask about one account at
 * once.
 */
export async function countBelow(
  db: Database,
  { key, window, most, exemption }: { key: string; window: number; most: number; exemption: string | null },
  now: Date,
): Promise<boolean> {
  const isExempt = sql`exists (select from ${throttle} as kept where kept.key = ${exemption} and kept.expire > ${now.getTime()})`;
  const counted = await db
    .insert(throttle)
    .values({ key, points: 1, expire: now.getTime() + window })
    .onConflictDoUpdate({
      target: throttle.key,
      set: { points: oneMore(now), expire: sql`excluded.expire` },
      setWhere: sql`${isOver(now)} or ${throttle.points} < ${most} or ${isExempt}`,
    })
    .returning({ key: throttle.key });
  return counted.length > 0;
}

/** Returns when a counter's window ends; `now` when the counter was deleted meanwhile. */
export async function endOf(db: Database, key: string, now: Date): Promise<Date> {
  const [row] = await db.select({ expire: throttle.expire }).from(throttle).where(eq(throttle.key, key));
  return row ? new Date(row.expire) : now;
}

/** Keeps a row until that instant, or longer if it is already kept for longer. */
export async function keepUntil(db: Database, key: string, until: Date): Promise<void> {
  await db
    .insert(throttle)
    .values({ key, points: 1, expire: until.getTime() })
    .onConflictDoUpdate({
      target: throttle.key,
      set: { expire: sql`greatest(${throttle.expire}, excluded.expire)` },
    });
}

/** Returns when a pair may try again; `now` when it was forgotten meanwhile. */
export async function endOfWait(db: Database, key: string, now: Date): Promise<Date> {
  const [row] = await db.select({ at: waitEnds }).from(throttle).where(eq(throttle.key, key));
  return new Date(Math.max(Number(row?.at ?? 0), now.getTime()));
}

export async function forget(db: Database, key: string): Promise<void> {
  await db.delete(throttle).where(eq(throttle.key, key));
}

/** Deletes the counters whose window is over: they can no longer change any answer. */
export async function deleteOver(db: Database, now: Date): Promise<void> {
  await db.delete(throttle).where(lte(throttle.expire, now.getTime()));
}

/** Every statement locks rows in one order, so that no two wait for each other. */
const inOneOrder = <C extends { key: string }>(counters: C[]) => counters.toSorted((a, b) => (a.key < b.key ? -1 : 1));

/** A counter at zero has no window: it starts with the first one counted. */
const isOver = (now: Date) => sql`(${throttle.expire} <= ${now.getTime()} or ${throttle.points} = 0)`;
const newEnd = (now: Date) => sql`case when ${isOver(now)} then excluded.expire else ${throttle.expire} end`;
const oneMore = (now: Date) => sql`case when ${isOver(now)} then 1 else ${throttle.points} + 1 end`;

/**
 * When the pair's wait ends. Its row expires `pair.memory` after the last failure, and so gives its time. Before
 * `pair.failures` failures there is no wait, even if the last one is in the future: another server's clock is ahead, or
 * another request overtook this one.
 */
const waitEnds = sql<string>`(case
  when ${throttle.points} < ${pair.failures} then 0
  else ${throttle.expire} - ${pair.memory} + least(${pair.firstWait} * 2 ^ least(${throttle.points} - ${pair.failures}, 30), ${pair.longestWait})
end)`;
