import { redirect } from "next/navigation";
import { exportJournal } from "@/lib/audit/export-journal";
import { readJournalQuestion } from "@/lib/audit/filter";
import type { JournalLine } from "@/lib/audit/lines-of";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { overseers } from "../access";

/**
 * Returns the lines that the URL asks for, when the reader may have them. An invalid question redirects to the page,
 * which says what is wrong with it.
 */
export async function exportedLines(request: Request, format: "csv" | "jsonl"): Promise<AsyncGenerator<JournalLine[]>> {
  const reader = await requireRole(overseers);
  const { searchParams } = new URL(request.url);
  const question = readJournalQuestion(Object.fromEntries(searchParams));
  if (!question.ok) redirect(`/administration/journal?${searchParams}`);
  const { before: _, after: __, ...filter } = question.value;
  return exportJournal(services(), reader, filter, format);
}
