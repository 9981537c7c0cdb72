import "server-only";
import type { Database } from "@/db/client";
import { outgoingMails } from "@/db/schema";
import type { Locale } from "@/lib/http/locale";
import type { MailKind } from "./kinds";

export interface OutgoingMail {
  kind: MailKind;
  recipient: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
}

/** Puts a mail in the outbox, within the caller's transaction: it leaves if and only if the transaction commits. */
export async function queueMail(db: Database, mail: OutgoingMail, now: Date): Promise<void> {
  await db.insert(outgoingMails).values(rowOf(mail, now));
}

/** One mail or more as a part of another statement, `db.with(queued(db, mails, now)).update(…)`. */
export function queued(db: Database, mails: readonly [OutgoingMail, ...OutgoingMail[]], now: Date) {
  const rows = mails.map((mail) => rowOf(mail, now));
  return db.$with("queued").as(db.insert(outgoingMails).values(rows).returning({ id: outgoingMails.id }));
}

function rowOf(mail: OutgoingMail, now: Date) {
  return { ...mail, createdAt: now, nextAttemptAt: now };
}
