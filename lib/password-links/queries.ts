import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { Database } from "@/db/client";
import { passwordLinks as links } from "@/db/schema";

/**
 * Ends a student's mailed links except one, as a part of another statement: `db.with(endedLinks(db, studentId,
 * now)).update(…)`. Use it when a password is set: an earlier link must not set it again.
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

/** Ends a student's mailed links, within the caller's transaction: for a report that blocks the account. */
export async function endLinksOf(tx: Database, studentId: string, now: Date): Promise<void> {
  await tx
    .update(links)
    .set({ endedAt: now })
    .where(and(eq(links.studentId, studentId), isNull(links.usedAt), isNull(links.endedAt)));
}
