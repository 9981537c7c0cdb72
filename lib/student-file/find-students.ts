import "server-only";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { countStuck, selectStuck, selectStudents } from "./queries";
import { givenUpAfterHours, readSearch, type StuckReason, shownStudents, stuckReasons } from "./rules";

type FoundStudent = Awaited<ReturnType<typeof selectStudents>>[number];

export interface Findings {
  /** At most fifty, by name. */
  students: FoundStudent[];
  /** True when there are more. */
  isMore: boolean;
}

/**
 * Finds people of a population by the beginning of any of their names, in any order and without regard to accents, by
 * identifier, by student number or by card number. Null when nothing was asked.
 */
export async function findStudents(
  { db, institution }: Pick<Services, "db" | "institution">,
  text: string,
  population: Population,
): Promise<Findings | null> {
  const search = readSearch(text, institution, population);
  return search && findingsOf(await selectStudents(db, population, search, shownStudents + 1));
}

/** Returns people without an account who wait for something that their office can give. */
export async function findStuck(
  { db, clock }: Services,
  reason: StuckReason,
  population: Population,
): Promise<Findings> {
  const now = clock.now();
  const stuck = { population, reason, now, givenUpBefore: givenUpBefore(now) };
  return findingsOf(await selectStuck(db, stuck, shownStudents + 1));
}

/** Counts the people who wait, by what they wait for. */
export async function countStuckStudents(
  { db, clock }: Services,
  population: Population,
): Promise<{ reason: StuckReason; count: number }[]> {
  const now = clock.now();
  const waiting = { population, now, givenUpBefore: givenUpBefore(now) };
  return Promise.all(
    stuckReasons.map(async (reason) => ({ reason, count: await countStuck(db, { ...waiting, reason }) })),
  );
}

function findingsOf(students: FoundStudent[]): Findings {
  return { students: students.slice(0, shownStudents), isMore: students.length > shownStudents };
}

function givenUpBefore(now: Date): Date {
  return new Date(now.getTime() - givenUpAfterHours * 3_600_000);
}
