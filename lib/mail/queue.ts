import "server-only";
import type { Database } from "@/db/client";
import { outgoingMails } from "@/db/schema";
import type { Locale } from "@/lib/http/locale";

export interface OutgoingMail {
  kind: string;
  recipient: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
}

/** Puts a mail in the outbox, within the caller's transaction: it leaves if and only if the transaction commits. */
export async function queueMail(db: Database, mail: OutgoingMail, now: Date): Promise<void> {
  await db.insert(outgoingMails).values({ ...mail, createdAt: now, nextAttemptAt: now });
}
