import "server-only";
import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema";

/**
 * Returns the sessions of staff that can still be used, by name, then by latest use. `seenAfter`: those seen before it
 * are over.
 */
export async function selectStaffSessions(
  db: Database,
  { now, seenAfter, limit }: { now: Date; seenAfter: Date; limit: number },
) {
  return db
    .select({
      id: sessions.id,
      uid: sessions.uid,
      login: sessions.login,
      displayName: sessions.displayName,
      roles: sessions.roles,
      startedAt: sessions.startedAt,
      lastSeenAt: sessions.lastSeenAt,
      network: sessions.network,
    })
    .from(sessions)
    .where(
      and(
        sql`${sessions.roles} <> array['student']`,
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, seenAfter),
      ),
    )
    .orderBy(asc(sql`folded_name(${sessions.displayName})`), asc(sessions.uid), desc(sessions.lastSeenAt))
    .limit(limit);
}

/** Returns the login with which this person last signed in; null when they never did. */
export async function findLogin(db: Database, uid: string): Promise<string | null> {
  // PostgreSQL accepts no NUL in text, and a form may hold one.
  if (uid.includes("\0")) return null;
  const [row] = await db
    .select({ login: sessions.login })
    .from(sessions)
    .where(eq(sessions.uid, uid))
    .orderBy(desc(sessions.startedAt))
    .limit(1);
  return row?.login ?? null;
}
