import "server-only";
import { and, asc, eq, exists, gte, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  accountBlocks,
  accountClosings,
  auditEntries,
  cards,
  enrolments,
  outgoingMails,
  passwordLinks,
  recoveryAddresses,
  reportLinks,
  sessions,
  provisionalCredentials as sheets,
  students,
} from "@/db/schema";

/** What the register says of a student, whole: what is read of it here is what they are given. */
export async function selectRegister(db: Database, studentId: string) {
  const [row] = await db.select().from(students).where(eq(students.id, studentId));
  if (!row) throw new Error("a signed-in student is not in the register");
  const { id: _, searchName: __, passwordClaimedUntil: ___, ...register } = row;
  return register;
}

export async function selectEnrolments(db: Database, studentId: string) {
  const rows = await db
    .select()
    .from(enrolments)
    .where(eq(enrolments.studentId, studentId))
    .orderBy(asc(enrolments.year), asc(enrolments.stageCode));
  return rows.map(({ id: _, studentId: __, ...enrolment }) => enrolment);
}

export async function selectCards(db: Database, studentId: string) {
  return db
    .select({ number: cards.number, validUntil: cards.validUntil, state: cards.state })
    .from(cards)
    .where(eq(cards.studentId, studentId))
    .orderBy(asc(cards.number));
}

/** When each sheet was printed, and what became of it; not the hash of its password. */
export async function selectSheets(db: Database, studentId: string) {
  return db
    .select({
      issuedAt: sheets.issuedAt,
      expiresAt: sheets.expiresAt,
      spentAt: sheets.spentAt,
      revokedAt: sheets.revokedAt,
    })
    .from(sheets)
    .where(eq(sheets.studentId, studentId))
    .orderBy(asc(sheets.issuedAt));
}

export async function selectAddresses(db: Database, studentId: string) {
  return db
    .select({
      email: recoveryAddresses.email,
      givenAt: recoveryAddresses.givenAt,
      confirmedAt: recoveryAddresses.confirmedAt,
      withdrawnAt: recoveryAddresses.withdrawnAt,
    })
    .from(recoveryAddresses)
    .where(eq(recoveryAddresses.studentId, studentId))
    .orderBy(asc(recoveryAddresses.givenAt));
}

export async function selectSessions(db: Database, uid: string) {
  return db
    .select({
      startedAt: sessions.startedAt,
      lastSeenAt: sessions.lastSeenAt,
      endedAt: sessions.endedAt,
      address: sessions.address,
      network: sessions.network,
    })
    .from(sessions)
    .where(eq(sessions.uid, uid))
    .orderBy(asc(sessions.startedAt));
}

/** The links to a new password that were mailed; they are forgotten a day after their end. */
export async function selectLinks(db: Database, studentId: string) {
  return db
    .select({ sentAt: passwordLinks.sentAt, expiresAt: passwordLinks.expiresAt, usedAt: passwordLinks.usedAt })
    .from(passwordLinks)
    .where(eq(passwordLinks.studentId, studentId))
    .orderBy(asc(passwordLinks.sentAt));
}

/** The changes that were told, and which of them were reported as somebody else's; not who made them at a desk. */
export async function selectReports(db: Database, studentId: string) {
  return db
    .select({
      change: reportLinks.change,
      changedAt: reportLinks.changedAt,
      network: reportLinks.network,
      reportedAt: reportLinks.usedAt,
      suspendedAt: accountBlocks.suspendedAt,
      liftedAt: accountBlocks.liftedAt,
    })
    .from(reportLinks)
    .leftJoin(accountBlocks, eq(accountBlocks.reportLinkId, reportLinks.id))
    .where(eq(reportLinks.studentId, studentId))
    .orderBy(asc(reportLinks.changedAt));
}

/** Whether the register counts them no more, since when their account is held closed, and when it is looked at again; null otherwise. */
export async function selectClosing(db: Database, studentId: string) {
  const { closedSince, nextLookAt } = accountClosings;
  const [row] = await db
    .select({ closedSince, nextLookAt })
    .from(accountClosings)
    .where(eq(accountClosings.studentId, studentId));
  return row ?? null;
}

/**
 * What was written to this student: what it was about and when, the words themselves being erased once they left. To an address of their
 * own, only once they had confirmed it and while it was theirs: anybody can give an address, and somebody else's mails go there.
 */
export async function selectMails(db: Database, studentId: string, universityMail: string) {
  const theirs = db
    .select({ one: sql`1` })
    .from(recoveryAddresses)
    .where(
      and(
        eq(recoveryAddresses.studentId, studentId),
        isNotNull(recoveryAddresses.confirmedAt),
        eq(recoveryAddresses.email, outgoingMails.recipient),
        gte(outgoingMails.createdAt, recoveryAddresses.givenAt),
        or(isNull(recoveryAddresses.withdrawnAt), lte(outgoingMails.createdAt, recoveryAddresses.withdrawnAt)),
      ),
    );
  return db
    .select({
      to: outgoingMails.recipient,
      subject: outgoingMails.subject,
      createdAt: outgoingMails.createdAt,
      sentAt: outgoingMails.sentAt,
    })
    .from(outgoingMails)
    .where(or(eq(outgoingMails.recipient, universityMail), exists(theirs)))
    .orderBy(asc(outgoingMails.createdAt));
}

/** Every line of the journal about this student. */
export async function selectLines(db: Database, identifier: string) {
  return db.select().from(auditEntries).where(eq(auditEntries.subject, identifier)).orderBy(asc(auditEntries.id));
}
