import "server-only";
import { and, asc, desc, gt, lt } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";
import type { JournalQuestion } from "./filter";
import { isAsked, type JournalLine, namesOf } from "./lines-of";
import { type Reader, recordReading } from "./record-reading";

/** How many lines a page shows. */
const shownLines = 100;

export interface JournalPage {
  /** Newest first. */
  lines: JournalLine[];
  /** The line number to ask for newer lines with (`after`), and for older ones (`before`); null when there are none. */
  newer: number | null;
  older: number | null;
}

/**
 * Returns the page of lines that match the question, and records the reading first. Pages are bounded by line numbers,
 * not counts: lines added meanwhile move nothing, and the thousandth page costs what the first one does.
 */
export async function readJournal(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  reader: Reader,
  question: JournalQuestion,
): Promise<JournalPage> {
  const { before, after, ...filter } = question;
  const names = filter.person === null ? null : await namesOf(db, filter.person, institution);
  await recordReading({ db, clock }, reader, { kind: "journal.read", question, names });
  const isUpwards = after !== null && before === null;
  const found = await db
    .select()
    .from(auditEntries)
    .where(
      and(
        isAsked(filter, names, institution),
        before ? lt(auditEntries.id, before) : undefined,
        after ? gt(auditEntries.id, after) : undefined,
      ),
    )
    .orderBy(isUpwards ? asc(auditEntries.id) : desc(auditEntries.id))
    .limit(shownLines + 1);
  const hasMore = found.length > shownLines;
  const lines = found.slice(0, shownLines);
  if (isUpwards) lines.reverse();
  const newest = lines[0]?.id ?? null;
  const oldest = lines.at(-1)?.id ?? null;
  return isUpwards
    ? { lines, newer: hasMore ? newest : null, older: oldest }
    : { lines, newer: before === null ? null : newest, older: hasMore ? oldest : null };
}
