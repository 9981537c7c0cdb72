import "server-only";
import { and, desc, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";
import type { JournalFilter } from "./filter";
import { isAsked, type JournalLine, namesOf } from "./lines-of";
import { type Reader, recordReading } from "./record-reading";

/** Maximum number of lines in memory. */
const batchSize = 1_000;

/**
 * Returns the lines that match the filter, newest first, a batch at a time. Each batch is read once the one before has
 * been sent, so that a million lines take the memory of a thousand and hold no transaction open. The export is recorded
 * before the first batch. Lines written after that batch are not in it.
 */
export async function exportJournal(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  reader: Reader,
  filter: JournalFilter,
  format: "csv" | "jsonl",
): Promise<AsyncGenerator<JournalLine[]>> {
  const names = filter.person === null ? null : await namesOf(db, filter.person, institution);
  await recordReading({ db, clock }, reader, { kind: "journal.export", question: filter, names, facts: { format } });
  return batchesOf(db, (older) => and(isAsked(filter, names, institution), older));
}

async function* batchesOf(db: Database, asked: (older: ReturnType<typeof lt> | undefined) => ReturnType<typeof and>) {
  let last: number | undefined;
  for (;;) {
    const lines: JournalLine[] = await db
      .select()
      .from(auditEntries)
      .where(asked(last === undefined ? undefined : lt(auditEntries.id, last)))
      .orderBy(desc(auditEntries.id))
      .limit(batchSize);
    if (lines.length > 0) yield lines;
    if (lines.length < batchSize) return;
    last = lines.at(-1)?.id;
  }
}
