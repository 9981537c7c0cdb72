import "server-only";
import type { Services } from "@/lib/services";
import { type Candidate, selectCandidates } from "./queries";
import { type NotPrintable, type SheetSelection, untouchedSince, whyNotPrintable } from "./rules";

export interface Chosen {
  /** In the order of the pile of sheets. */
  students: Candidate[];
  /** How many of them have a sheet in force, which the new one makes worthless. */
  replaced: number;
  /** Students who were named and get no sheet. Empty when a whole component is selected. */
  refused: { identifier: string; reason: NotPrintable }[];
}

/** Returns who would get a sheet from this selection. Changes nothing. */
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
