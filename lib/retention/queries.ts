import "server-only";
import { and, inArray, isNull, lt, notExists, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountBlocks, deskResets, outgoingMails, reportLinks, sessions, signInGates } from "@/db/schema";

/** Mails that left, or that were given up: whose they were, and about what. */
export async function deleteMailsBefore(db: Database, before: Date): Promise<void> {
  await db.delete(outgoingMails).where(or(lt(outgoingMails.sentAt, before), lt(outgoingMails.abandonedAt, before)));
}

export async function deleteResetsBefore(db: Database, before: Date): Promise<void> {
  await db.delete(deskResets).where(lt(deskResets.endedAt, before));
}

/** Those that no reset still names. */
export async function deleteSessionsBefore(db: Database, before: Date): Promise<void> {
  const resets = db.select({ one: sql`1` }).from(deskResets).where(sql`${deskResets.sessionId} = ${sessions.id}`);
  await db.delete(sessions).where(and(lt(sessions.expiresAt, before), notExists(resets)));
}

/** Gates that no sign-in under way has read since, those excepted that somebody is in. */
export async function deleteGatesBefore(db: Database, before: Date): Promise<void> {
  const idle = db
    .select({ uid: signInGates.uid })
    .from(signInGates)
    .where(or(isNull(signInGates.proofsOverAt), lt(signInGates.proofsOverAt, before)))
    .for("update", { skipLocked: true });
  await db.delete(signInGates).where(inArray(signInGates.uid, idle));
}

/** Changes that were told, and reports of them that a desk has settled. */
export async function deleteReportsBefore(db: Database, before: Date): Promise<void> {
  await db.delete(accountBlocks).where(lt(accountBlocks.liftedAt, before));
  const blocks = db
    .select({ one: sql`1` })
    .from(accountBlocks)
    .where(sql`${accountBlocks.reportLinkId} = ${reportLinks.id}`);
  await db.delete(reportLinks).where(and(lt(reportLinks.expiresAt, before), notExists(blocks)));
}
