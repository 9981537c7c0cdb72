import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountBlocks, deskPhones, deskResets, passwordLinks, reportLinks } from "@/db/schema";

/** Returns how a person's password and address were changed, in whatever way, and what they reported about it. */
export async function selectChanges(db: Database, studentId: string) {
  const [resets, phones, links, reports] = await Promise.all([
    selectResets(db, studentId),
    selectPhones(db, studentId),
    selectLinks(db, studentId),
    selectReports(db, studentId),
  ]);
  return { deskResets: resets, deskPhones: phones, passwordLinks: links, reportedChanges: reports };
}

/** When their card was shown at a desk; not who looked at it, nor where that computer is. */
async function selectResets(db: Database, studentId: string) {
  const { cardNumber, channel, state, openedAt, expiresAt, endedAt, network } = deskResets;
  return db
    .select({ cardNumber, channel, state, openedAt, expiresAt, endedAt, network })
    .from(deskResets)
    .where(eq(deskResets.studentId, studentId))
    .orderBy(asc(openedAt));
}

/** What became of the codes that handed a reset over to a phone. */
async function selectPhones(db: Database, studentId: string) {
  const { startedAt, openedAt, wrongTries, provenAt, endedAt, ending } = deskPhones;
  return db
    .select({ startedAt, openedAt, wrongTries, provenAt, endedAt, ending })
    .from(deskPhones)
    .innerJoin(deskResets, eq(deskResets.id, deskPhones.resetId))
    .where(eq(deskResets.studentId, studentId))
    .orderBy(asc(startedAt));
}

/** The links to a new password that were mailed; they are deleted a day after they expire. */
async function selectLinks(db: Database, studentId: string) {
  const { sentAt, expiresAt, usedAt, endedAt } = passwordLinks;
  return db
    .select({ sentAt, expiresAt, usedAt, endedAt })
    .from(passwordLinks)
    .where(eq(passwordLinks.studentId, studentId))
    .orderBy(asc(sentAt));
}

/** The changes announced, and those reported; not who made them at a desk, nor who settled the report. */
async function selectReports(db: Database, studentId: string) {
  const { change, changedAt, network, expiresAt, usedAt: reportedAt } = reportLinks;
  const { blockedAt, suspendedAt, liftedAt } = accountBlocks;
  return db
    .select({ change, changedAt, network, expiresAt, reportedAt, blockedAt, suspendedAt, liftedAt })
    .from(reportLinks)
    .leftJoin(accountBlocks, eq(accountBlocks.reportLinkId, reportLinks.id))
    .where(eq(reportLinks.studentId, studentId))
    .orderBy(asc(changedAt));
}
