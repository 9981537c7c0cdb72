import "server-only";
import { and, desc, eq, gt, isNull, max, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { accountBlocks, reportLinks as links, recoveryAddresses, sessions, students } from "@/db/schema";

export type ReportLink = NonNullable<Awaited<ReturnType<typeof findReportLink>>>;

const sibling = alias(links, "sibling");

/** Returns the link with this token, whatever its state, with its change and its student. */
export async function findReportLink(db: Database, tokenHash: string) {
  const [row] = await db
    .select({
      id: links.id,
      uid: links.uid,
      change: links.change,
      changedAt: links.changedAt,
      network: links.network,
      staffLogin: links.staffLogin,
      suspectAddressId: links.suspectAddressId,
      expiresAt: links.expiresAt,
      reportedAt: sql<string | null>`(select min(${sibling.usedAt}) from ${links} as ${sibling}
        where ${sibling.studentId} = ${links.studentId} and ${sibling.changedAt} = ${links.changedAt}
          and ${sibling.change} = ${links.change})`.mapWith(links.changedAt),
      lastAtDeskAt: sql<string | null>`(select max(each.ended_at) from desk_resets each
        where each.student_id = ${links.studentId} and each.state = 'completed')`.mapWith(links.changedAt),
      student: {
        id: students.id,
        identifier: students.identifier,
        mail: students.mail,
        givenName: students.givenName,
        familyName: students.familyName,
      },
    })
    .from(links)
    .innerJoin(students, eq(students.id, links.studentId))
    .where(eq(links.tokenHash, tokenHash));
  return row ?? null;
}

export async function markReported(tx: Database, id: string, now: Date): Promise<void> {
  await tx.update(links).set({ usedAt: now }).where(eq(links.id, id));
}

/**
 * Returns the directory's `uid` of the account that a link concerns. A link from before the uid was kept has none: then
 * returns those of the student's sessions, always in the same order.
 */
export async function uidsOf(db: Database, { uid, student }: Pick<ReportLink, "uid" | "student">): Promise<string[]> {
  if (uid !== null) return [uid];
  const told = await db
    .selectDistinct({ uid: sessions.uid })
    .from(sessions)
    .where(eq(sessions.studentId, student.id))
    .orderBy(sessions.uid);
  return told.map((each) => each.uid);
}

/** Withdraws the pending address, and the one that the reported change went through or installed. */
export async function withdrawSuspects(
  tx: Database,
  { studentId, suspectAddressId }: { studentId: string; suspectAddressId: string | null },
  now: Date,
): Promise<void> {
  const isSuspect = suspectAddressId ? eq(recoveryAddresses.id, suspectAddressId) : undefined;
  await tx
    .update(recoveryAddresses)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(recoveryAddresses.studentId, studentId),
        isNull(recoveryAddresses.withdrawnAt),
        or(isNull(recoveryAddresses.confirmedAt), isSuspect),
      ),
    );
}

export type Report = Awaited<ReturnType<typeof selectReports>>[number];

/** Returns the blocked accounts, and those whose block was lifted since then; blocked ones first, newest first. */
export async function selectReports(db: Database, since: Date) {
  return db
    .select({
      id: accountBlocks.id,
      blockedAt: accountBlocks.blockedAt,
      suspendedAt: accountBlocks.suspendedAt,
      liftedAt: accountBlocks.liftedAt,
      change: links.change,
      changedAt: links.changedAt,
      network: links.network,
      staffLogin: links.staffLogin,
      student: {
        id: students.id,
        identifier: students.identifier,
        givenName: students.givenName,
        familyName: students.familyName,
      },
    })
    .from(accountBlocks)
    .innerJoin(links, eq(links.id, accountBlocks.reportLinkId))
    .innerJoin(students, eq(students.id, accountBlocks.studentId))
    .where(or(isNull(accountBlocks.liftedAt), gt(accountBlocks.liftedAt, since)))
    .orderBy(desc(isNull(accountBlocks.liftedAt)), desc(accountBlocks.blockedAt));
}

/** Returns when the newest block began, whatever became of it; null when none is kept. */
export async function selectLastReportedAt(db: Database): Promise<Date | null> {
  const [row] = await db.select({ at: max(accountBlocks.blockedAt) }).from(accountBlocks);
  return row?.at ?? null;
}

/** Returns the student of a block that nobody has lifted; null otherwise. */
export async function findBlockedStudent(db: Database, blockId: string) {
  const [row] = await db
    .select({ id: students.id, identifier: students.identifier })
    .from(accountBlocks)
    .innerJoin(students, eq(students.id, accountBlocks.studentId))
    .where(and(eq(accountBlocks.id, blockId), isNull(accountBlocks.liftedAt)));
  return row ?? null;
}
