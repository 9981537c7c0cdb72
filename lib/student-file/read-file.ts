import "server-only";
import { readClosing } from "@/lib/account-closing/read-closing";
import { record } from "@/lib/audit/record";
import { latestAcceptance } from "@/lib/charter/accept";
import { charterStatus } from "@/lib/charter/status";
import { unavailability } from "@/lib/errors";
import type { Caller } from "@/lib/network/caller";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import {
  selectActivation,
  selectCards,
  selectEnrolments,
  selectLatestSheet,
  selectLines,
  selectRecovery,
  selectStudent,
} from "./queries";
import { kindsShown, shownLines } from "./rules";

export type StudentFile = NonNullable<Awaited<ReturnType<typeof readStudentFile>>>;

/**
 * Returns all that the service knows about a person, except secrets and their recovery address. Null when nobody of
 * this population has the identifier. The reading is recorded, since the journal is part of the file. If the directory
 * does not answer, the file says so and is otherwise complete.
 */
export async function readStudentFile(
  services: Services,
  { identifier, population }: { identifier: string; population: Population },
  reader: { visitor: Visitor; caller: Caller },
) {
  const { db, clock } = services;
  const student = await selectStudent(db, { identifier, population });
  if (!student) return null;
  const { visitor, caller } = reader;
  const line = { kind: "student-file.read", outcome: "succeeded", subject: identifier } as const;
  await record(db, { at: clock.now(), ...line, actor: visitor, caller });
  const [sheet, activation, recovery, acceptance, cards, enrolments, lines, held, entry] = await Promise.all([
    selectLatestSheet(db, student.id),
    selectActivation(db, student.id),
    selectRecovery(db, student.id),
    latestAcceptance(db, student.id),
    selectCards(db, student.id),
    selectEnrolments(db, student.id),
    selectLines(db, { subject: identifier, kinds: kindsShown(student.population), limit: shownLines }),
    readClosing(services, student.id),
    readEntry(services, identifier),
  ]);
  const charter = acceptance && (await charterStatus(db, clock.now(), student.id));
  // The directory's present answer overrides what it said when last checked.
  const closing = entry.state === "active" || entry.state === "suspended" || entry.state === "unknown" ? null : held;
  return { student, sheet, activation, recovery, acceptance, charter, cards, enrolments, lines, closing, entry };
}

/** What the directory says about the account. `absent`: no entry; `away`: no answer. */
export type Entry =
  | { state: "absent" | "away" }
  | { state: "active" | "inactive" | "suspended" | "unknown"; locked: { until: Date | null } | null };

async function readEntry({ directory }: Services, identifier: string): Promise<Entry> {
  try {
    const person = await directory.findByLogin(identifier);
    return person ? { state: person.state, locked: person.locked } : { state: "absent" };
  } catch (error) {
    if (unavailability(error)?.dependency === "directory") return { state: "away" };
    throw error;
  }
}
