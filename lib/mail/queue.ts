import "server-only";
import type { Database } from "@/db/client";
import { insertMail, type OutgoingMail } from "./queries";

/** Puts a mail in the outbox, within the caller's transaction: it is sent if and only if the transaction commits. */
export async function queueMail(db: Database, mail: OutgoingMail, now: Date): Promise<void> {
  await insertMail(db, mail, now);
}
