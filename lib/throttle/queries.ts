import "server-only";
import { and, eq, gt, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { throttle } from "@/db/schema";
import { pair } from "./rules";

export interface Count {
  points: number;
  /** When the window of this counter is over. */
  endsAt: Date;
}

/** Adds one to each counter, in one statement, and says where each stands, in the order given. A window that is over begins anew. */
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

/** True of what is being counted, as PostgreSQL sees it at that instant. */
export type Condition = SQL<boolean>;
export const never: Condition = sql`false`;

/**
 * Adds one to each counter whose condition holds, and to each one that is full, whatever its condition. In one statement:
 * it keeps apart the many things that one person asks at once, so that none is judged by a count that another has just changed.
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
      // A row that is left alone is locked all the same: whoever comes next waits, and sees what this one made of it.
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

/** Points of each counter whose window is not over; the others have none. */
export async function readPoints(db: Database, keys: string[], now: Date): Promise<Map<string, number>> {
  const rows = await pointsOfKeys(db, { keys, now: now.getTime() });
  return new Map(rows.map(({ key, points }) => [key, points]));
}

/** The same, with when each window ends. */
export async function readCounts(db: Database, keys: string[], now: Date): Promise<Map<string, Count>> {
  const rows = await db
    .select()
    .from(throttle)
    .where(and(inArray(throttle.key, keys), gt(throttle.expire, now.getTime())));
  return new Map(rows.map(({ key, points, expire }) => [key, { points, endsAt: new Date(expire) }]));
}

/** Takes one back from each counter: what was counted in advance was no failure. */
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
 * Counts a failure of a pair unless it is waiting, and says so, in one statement: it keeps apart the fifty guesses that one person
 * sends at once, of which five pass.
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
 * Counts one unless `most` are counted already, and says so; past that only where `exemption`, the key of another row, is still kept.
 * The window begins anew with each one counted. In one statement: it keeps apart the many strangers who ask about one account at once.
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

/** When the window of a counter ends; now, if it was forgotten meanwhile. */
export async function endOf(db: Database, key: string, now: Date): Promise<Date> {
  const [row] = await db.select({ expire: throttle.expire }).from(throttle).where(eq(throttle.key, key));
  return row ? new Date(row.expire) : now;
}

/** Keeps a row until then, or for as long as it is kept already. */
export async function keepUntil(db: Database, key: string, until: Date): Promise<void> {
  await db
    .insert(throttle)
    .values({ key, points: 1, expire: until.getTime() })
    .onConflictDoUpdate({
      target: throttle.key,
      set: { expire: sql`greatest(${throttle.expire}, excluded.expire)` },
    });
}

/** When a pair may try again; now, if it was forgotten meanwhile. */
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

/** Rows are locked in one order everywhere, so that no two statements wait for each other. */
const inOneOrder = <C extends { key: string }>(counters: C[]) => counters.toSorted((a, b) => (a.key < b.key ? -1 : 1));

/** Where nothing is counted, there is no window: it begins with what is counted first. */
const isOver = (now: Date) => sql`(${throttle.expire} <= ${now.getTime()} or ${throttle.points} = 0)`;
const newEnd = (now: Date) => sql`case when ${isOver(now)} then excluded.expire else ${throttle.expire} end`;
const oneMore = (now: Date) => sql`case when ${isOver(now)} then 1 else ${throttle.points} + 1 end`;

/**
 * A pair is remembered for `pair.memory` after its last failure: so its row tells when that was. Before it has failed too often there is no
 * wait, however far its last failure lies ahead, as that of a server whose clock does, or of a request that overtook this one.
 */
const waitEnds = sql<string>`(case
  when ${throttle.points} < ${pair.failures} then 0
  else ${throttle.expire} - ${pair.memory} + least(${pair.firstWait} * 2 ^ least(${throttle.points} - ${pair.failures}, 30), ${pair.longestWait})
end)`;
