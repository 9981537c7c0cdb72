import "server-only";
import type { Database } from "@/db/client";
import { reportLinks } from "@/db/schema";
import { type AuditLine, recorded } from "@/lib/audit/record";
import { type OutgoingMail, queued } from "@/lib/mail/queries";
import { endedLinks } from "@/lib/password-links/queries";
import { endedSessions } from "@/lib/session/queries";

export type NewReportLink = typeof reportLinks.$inferInsert;

/** A password that the directory has taken: its owner, and what to record and send. */
export interface ChangedPassword {
  studentId: string;
  uid: string;
  line: AuditLine;
  mails: readonly [OutgoingMail, ...OutgoingMail[]];
  links: readonly [NewReportLink, ...NewReportLink[]];
  /** The current session and the mailed link that set the password, which do not end with the others. */
  kept?: { sessionId?: string; linkId?: string };
}

/**
 * Returns what follows every changed password, as parts of the statement that ends the change:
 * `db.with(...afterPassword(…)).update(…)`. They write the journal, queue the mails, and end the student's sessions and
 * mailed links.
 */
export function afterPassword(db: Database, { studentId, uid, line, mails, links, kept }: ChangedPassword, now: Date) {
  return [
    recorded(db, line),
    queued(db, mails, now),
    mailedReportLinks(db, links),
    endedSessions(db, uid, now, kept?.sessionId),
    endedLinks(db, studentId, now, kept?.linkId),
  ] as const;
}

function mailedReportLinks(db: Database, links: readonly [NewReportLink, ...NewReportLink[]]) {
  return db.$with("mailed_report_links").as(
    db
      .insert(reportLinks)
      .values([...links])
      .returning({ id: reportLinks.id }),
  );
}

/** Inserts report links by themselves, within the caller's transaction. */
export async function insertReportLinks(
  tx: Database,
  links: readonly [NewReportLink, ...NewReportLink[]],
): Promise<void> {
  await tx.insert(reportLinks).values([...links]);
}
