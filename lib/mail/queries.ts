import "server-only";
import { and, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { outgoingMails } from "@/db/schema";
import type { Locale } from "@/lib/http/locale";
import { kindsNamingSomebody, type MailKind } from "./kinds";

export interface OutgoingMail {
  kind: MailKind;
  /** The student whom it is about; null when the register does not have them. */
  studentId: string | null;
  recipient: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
}

export async function insertMail(tx: Database, mail: OutgoingMail, now: Date): Promise<void> {
  await tx.insert(outgoingMails).values(rowOf(mail, now));
}

/** Returns the insertion of mails as a part of a statement: `db.with(queued(db, mails, now)).update(…)`. */
export function queued(db: Database, mails: readonly [OutgoingMail, ...OutgoingMail[]], now: Date) {
  const rows = mails.map((mail) => rowOf(mail, now));
  return db.$with("queued").as(db.insert(outgoingMails).values(rows).returning({ id: outgoingMails.id }));
}

function rowOf(mail: OutgoingMail, now: Date) {
  return { ...mail, createdAt: now, nextAttemptAt: now };
}

export type QueuedMail = NonNullable<Awaited<ReturnType<typeof takeDueMail>>>;

/**
 * Returns the mail due for the longest, locked until the transaction ends: concurrent workers each get another one. The
 * transaction may wait 40 seconds for the mail server before the database frees the mail.
 */
export async function takeDueMail(db: Database, now: Date) {
  await db.execute(sql`set local idle_in_transaction_session_timeout = '40s'`);
  const [mail] = await db
    .select()
    .from(outgoingMails)
    .where(and(isNull(outgoingMails.sentAt), isNull(outgoingMails.abandonedAt), lte(outgoingMails.nextAttemptAt, now)))
    .orderBy(outgoingMails.nextAttemptAt)
    .limit(1)
    .for("update", { skipLocked: true });
  return mail ?? null;
}

/** Marks a mail as sent, and erases its text, which may contain a code. */
export async function markSent(db: Database, id: string, now: Date): Promise<void> {
  await db
    .update(outgoingMails)
    .set({ sentAt: now, text: null, html: null, lastError: null, attempts: sql`${outgoingMails.attempts} + 1` })
    .where(eq(outgoingMails.id, id));
}

/** Schedules the next attempt. `error` is a code, never a sentence from the server. */
export async function markFailed(db: Database, id: string, error: string, nextAttemptAt: Date): Promise<void> {
  await db
    .update(outgoingMails)
    .set({ nextAttemptAt, lastError: error, attempts: sql`${outgoingMails.attempts} + 1` })
    .where(eq(outgoingMails.id, id));
}

/** Marks a mail as abandoned, and erases its text. */
export async function markAbandoned(db: Database, id: string, error: string, now: Date): Promise<void> {
  await db
    .update(outgoingMails)
    .set({
      abandonedAt: now,
      text: null,
      html: null,
      lastError: error,
      attempts: sql`${outgoingMails.attempts} + 1`,
    })
    .where(eq(outgoingMails.id, id));
}

/**
 * Returns the condition that a mail of no student is about a person with one of these names: its kind puts a name at
 * the end of the subject. A `uid` may be a word of any subject.
 */
export function isNamedInSubject(names: readonly string[]): SQL | undefined {
  const lastWord = sql`substring(${outgoingMails.subject} from '[^ ]+$')`;
  return and(
    isNull(outgoingMails.studentId),
    inArray(outgoingMails.kind, [...kindsNamingSomebody]),
    inArray(lastWord, [...names]),
  );
}
