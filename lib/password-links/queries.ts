import "server-only";
import { and, eq, gt, isNull, ne, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { passwordLinks as links } from "@/db/schema";

/**
 * Ends every mailed link of a student, one excepted, as a part of another statement: `db.with(endedLinks(db, studentId, now)).update(…)`. For
 * whoever sets their password: a link asked for before must not set it again.
 */
export function endedLinks(db: Database, studentId: string, now: Date, exceptId?: string) {
  const isOther = exceptId ? ne(links.id, exceptId) : undefined;
  return db.$with("ended_links").as(
    db
      .update(links)
      .set({ endedAt: now })
      .where(and(eq(links.studentId, studentId), isNull(links.usedAt), isNull(links.endedAt), isOther))
      .returning({ id: links.id }),
  );
}

/** That no password of this student is on its way to the directory by a mailed link, for a statement that must know it at its own instant. */
export function isFreeOfLinks(studentId: SQLWrapper, now: Date) {
  return sql<boolean>`not exists (select from ${links} where ${links.studentId} = ${studentId} and ${gt(links.claimedUntil, now)})`;
}
