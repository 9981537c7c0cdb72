import "server-only";
import type { Database } from "@/db/client";
import { fingerprint } from "../fingerprint";
import { type StagedLine, usedAmong, type Verdict } from "../queries";
import { findStaff, type StaffRow } from "./queries";
import type { Staff } from "./read-staff";
import { type KnownStaff, matchStaff, staffEffect, wantedStaff } from "./rules";

export interface JudgedStaff {
  line: StagedLine<Staff>;
  verdict: Verdict;
  /** Whom the register has; null for somebody new, or for nobody that the line may be about. */
  row: StaffRow | null;
}

/**
 * What each line does to the register as it is now. A line that was judged before, and under which the register has changed into
 * something else than the line wants, was overtaken: it is refused, for somebody to look at.
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
    const refused = (reason: Verdict["reasons"][number]): Verdict => ({
      line: line.line,
      outcome: "refuse",
      reasons: [reason],
    });
    if (!match.ok) return { line, row: null, verdict: refused(match.reason) };
    const row = match.known;
    if (!stillHolds(line, row)) return { line, row, verdict: refused("overtaken") };
    return { line, row, verdict: { line: line.line, ...staffEffect(content, row), seen: printOf(row) } };
  });
}

/** As they were when the file was read, or as the line wants them: by a batch done again. */
function stillHolds({ content, seen }: StagedLine<Staff>, row: StaffRow | null): boolean {
  if (seen === null || printOf(row) === seen) return true;
  return row !== null && printOf(wantedStaff(content, row)) === printOf(row);
}

/** Of what HR says: neither the number of the row, nor what it holds besides. */
function printOf(row: KnownStaff | null): string {
  if (!row) return "-";
  const { id: _, ...facts } = row as StaffRow;
  return fingerprint(facts);
}
