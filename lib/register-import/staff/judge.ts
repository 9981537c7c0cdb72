import "server-only";
import type { Database } from "@/db/client";
import { fingerprint } from "../fingerprint";
import type { StagedLine, Verdict } from "../lines/queries";
import { usedAmong } from "../register/queries";
import { findStaff, type StaffRow } from "./queries";
import type { Staff } from "./read-staff";
import { matchStaff, staffEffect } from "./rules";

export interface JudgedStaff {
  line: StagedLine<Staff>;
  verdict: Verdict;
  /** The person's row; null for somebody new, or when the line matches nobody. */
  row: StaffRow | null;
}

/**
 * Returns what each line does to the register as it is now. When the register has changed since a line was judged, and
 * not into what the line wants, the line is overtaken: it is refused, for somebody to look at.
 */
export async function judgeStaff(db: Database, lines: readonly StagedLine<Staff>[]): Promise<JudgedStaff[]> {
  const contents = lines.map(({ content }) => content);
  const rows = await findStaff(db, contents);
  const used = await usedAmong(
    db,
    contents.map(({ identifier }) => identifier),
  );
  const byNumber = new Map(rows.map((row) => [row.staffNumber, row]));
  const byIdentifier = new Map(rows.map((row) => [row.identifier, row]));
  return lines.map((line) => {
    const { content } = line;
    const match = matchStaff(content, {
      byNumber: byNumber.get(content.staffNumber) ?? null,
      byIdentifier: byIdentifier.get(content.identifier) ?? null,
      isIdentifierUsed: used.has(content.identifier),
    });
    if (!match.ok) return { line, row: null, verdict: refused(line, match.reason) };
    const { known: row } = match;
    const seen = fingerprint(row);
    const effect = staffEffect(content, row);
    // As when the file was read, or as the line wants it, after a repeated batch.
    const stillHolds = line.seen === null || line.seen === seen || (row && effect.outcome === "unchanged");
    if (!stillHolds) return { line, row, verdict: refused(line, "overtaken") };
    return { line, row, verdict: { line: line.line, ...effect, seen } };
  });
}

function refused({ line }: StagedLine<Staff>, reason: Verdict["reasons"][number]): Verdict {
  return { line, outcome: "refuse", reasons: [reason] };
}
