import "server-only";
import { and, eq, isNull, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountBlocks as blocks } from "@/db/schema";

/** A student's block that nobody has lifted yet. */
export interface Block {
  id: string;
  blockedAt: Date;
  suspendedAt: Date | null;
}

export async function findBlock(db: Database, studentId: string): Promise<Block | null> {
  const [row] = await db
    .select({ id: blocks.id, blockedAt: blocks.blockedAt, suspendedAt: blocks.suspendedAt })
    .from(blocks)
    .where(and(eq(blocks.studentId, studentId), isNull(blocks.liftedAt)));
  return row ?? null;
}

/** `reported` or, once staff have suspended the account in the directory, `suspended`; null without a block. */
export type BlockState = "reported" | "suspended" | null;

/** Returns the SQL expression of a student's `BlockState`, for a query that has the student. */
export function blockOf(studentId: SQLWrapper) {
  return sql<BlockState>`(select case when ${blocks.suspendedAt} is null then 'reported' else 'suspended' end
    from ${blocks} where ${blocks.studentId} = ${studentId} and ${isNull(blocks.liftedAt)})`;
}

/** Returns the SQL condition that this account is blocked, for a statement that must check it when it runs. */
export function isBlocked(studentId: SQLWrapper | string) {
  return sql<boolean>`exists (select from ${blocks} where ${blocks.studentId} = ${studentId} and ${isNull(blocks.liftedAt)})`;
}

/** Blocks a student's account, within the caller's transaction. An existing block stays as it is. */
export async function insertBlock(
  tx: Database,
  block: { studentId: string; reportLinkId: string; blockedAt: Date },
): Promise<void> {
  await tx.insert(blocks).values(block).onConflictDoNothing();
}

/** Lifts a student's block, if any, as a part of another statement: `db.with(liftedBlock(…)).update(…)`. */
export function liftedBlock(db: Database, studentId: string, now: Date, staffUid: string) {
  return db.$with("lifted_block").as(
    db
      .update(blocks)
      .set({ liftedAt: now, liftedBy: staffUid })
      .where(and(eq(blocks.studentId, studentId), isNull(blocks.liftedAt)))
      .returning({ id: blocks.id, suspendedAt: blocks.suspendedAt }),
  );
}

/** Lifts this block; false when it was already lifted. */
export async function lift(tx: Database, id: string, now: Date, staffUid: string): Promise<boolean> {
  const lifted = await tx
    .update(blocks)
    .set({ liftedAt: now, liftedBy: staffUid })
    .where(and(eq(blocks.id, id), isNull(blocks.liftedAt)))
    .returning({ id: blocks.id });
  return lifted.length > 0;
}

/** The SQL condition that the block which the same statement lifts says that the account is suspended. */
export const liftedSuspension = sql<boolean>`exists (select from lifted_block where suspended_at is not null)`;

/**
 * Records that staff suspend a blocked account, keeping who did so first. Returns false when the block is lifted. The
 * mark stays if the suspension then fails, so that a desk still restores the account.
 */
export async function markSuspended(tx: Database, id: string, now: Date, staffUid: string): Promise<boolean> {
  const marked = await tx
    .update(blocks)
    .set({
      suspendedAt: sql`coalesce(${blocks.suspendedAt}, ${now.toISOString()})`,
      suspendedBy: sql`coalesce(${blocks.suspendedBy}, ${staffUid})`,
    })
    .where(and(eq(blocks.id, id), isNull(blocks.liftedAt)))
    .returning({ id: blocks.id });
  return marked.length > 0;
}
