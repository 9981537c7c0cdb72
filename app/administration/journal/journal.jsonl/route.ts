import type { JournalLine } from "@/lib/audit/lines-of";
import { download } from "@/lib/http/download";
import { exportedLines } from "../export";

/** The journal for a program: one object per line, in codes only, whatever the language. */
export async function GET(request: Request): Promise<Response> {
  const batches = await exportedLines(request, "jsonl");
  return download("journal.jsonl", "application/jsonl; charset=utf-8", inJson(batches));
}

async function* inJson(batches: AsyncIterable<JournalLine[]>) {
  for await (const lines of batches) yield lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
