import "server-only";
import type { Services } from "@/lib/services";
import { type Candidate, selectCandidates } from "./queries";
import { type NotPrintable, type SheetSelection, untouchedSince, whyNotPrintable } from "./rules";

export interface Chosen {
  /** In the order in which the sheets are piled. */
  students: Candidate[];
  /** How many of them have a sheet in force, which will open nothing any more. */
  replaced: number;
  /** Who was named and gets none. Of a whole component, nobody is named. */
  refused: { identifier: string; reason: NotPrintable }[];
}

/** Who would get a sheet by this selection. Changes nothing. */
export async function chooseStudents(
  { db, clock }: Pick<Services, "db" | "clock">,
  selection: SheetSelection,
): Promise<Chosen> {
  const found = await selectCandidates(db, selection, untouchedSince(clock.now()));
  const students = found.filter((student) => whyNotPrintable(student) === null);
  const known = new Map(found.map((student) => [student.identifier, student]));
  const refused = (selection.identifiers ?? []).flatMap((identifier) => {
    const student = known.get(identifier);
    const reason = student ? whyNotPrintable(student) : "unknown";
    return reason ? [{ identifier, reason }] : [];
  });
  return { students, replaced: students.filter(({ formerId }) => formerId !== null).length, refused };
}
