import "server-only";
import type { Database } from "@/db/client";
import { outgoingMails } from "@/db/schema";

/** The two languages of every message that we show or send. */
export type Locale = "fr" | "en";

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
