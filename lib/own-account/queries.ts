import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { recoveryAddresses, students } from "@/db/schema";
import { type AuditLine, recorded } from "@/lib/audit/record";
import { type OutgoingMail, queued } from "@/lib/mail/queue";
import { releasedPassword } from "@/lib/password-claim/queries";
import { endedLinks } from "@/lib/password-links/queries";
import { endedSessions } from "@/lib/session/queries";

export type Owner = NonNullable<Awaited<ReturnType<typeof findOwner>>>;

/** The student of a session, with what a new password must not hold and where they are told of it. */
export async function findOwner(db: Database, studentId: string) {
  const [row] = await db
    .select({
      id: students.id,
      identifier: students.identifier,
      mail: students.mail,
      givenName: students.givenName,
      familyName: students.familyName,
      birthDate: students.birthDate,
      /** Every card that the student ever had: none may be in a password. */
      cardNumbers: sql<string[]>`array(select number from cards each where each.student_id = ${students.id})`,
      confirmedEmail: recoveryAddresses.email,
    })
    .from(students)
    .leftJoin(
      recoveryAddresses,
      and(
        eq(recoveryAddresses.studentId, students.id),
        isNotNull(recoveryAddresses.confirmedAt),
        isNull(recoveryAddresses.withdrawnAt),
      ),
    )
    .where(eq(students.id, studentId));
  return row ?? null;
}

/**
 * The directory holds the new password: the student's other sessions and their mailed links are ended, the journal and the student told, and
 * another password may be set, all in one statement.
 */
export async function completeChange(
  db: Database,
  { studentId, uid, sessionId }: { studentId: string; uid: string; sessionId: string },
  { now, until }: { now: Date; until: Date },
  { line, mails }: { line: AuditLine; mails: readonly [OutgoingMail, ...OutgoingMail[]] },
): Promise<void> {
  await db
    .with(
      recorded(db, line),
      queued(db, mails, now),
      endedSessions(db, uid, now, sessionId),
      endedLinks(db, studentId, now),
      ...releasedPassword(db, studentId, until),
    )
    .select({ done: sql`1` })
    .from(sql`(select 1) as nothing`);
}
