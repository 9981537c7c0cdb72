import "server-only";
import { desc } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { record } from "./record";

export type JournalLine = typeof auditEntries.$inferSelect;

/** How many lines one look at the journal shows. */
export const shownLines = 100;

/** The newest lines of the journal, newest first. Reading them is on record before anything is read: that line is the first. */
export async function readLastLines(
  { db, clock }: Pick<Services, "db" | "clock">,
  reader: { visitor: Visitor; caller: Caller },
): Promise<JournalLine[]> {
  const { visitor, caller } = reader;
  await record(db, { at: clock.now(), kind: "journal.read", outcome: "succeeded", actor: visitor, caller });
  return db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(shownLines);
}
