import type { Population } from "@/lib/population";

/** What to print: several criteria narrow it down. Each selected student who may have a sheet gets one. */
export interface SheetSelection {
  /** One population only: each has its own kind of sheet. */
  population: Population;
  identifiers?: string[] | undefined;
  component?: string | undefined;
  /** Day of the enrolment: `2026-09-05`. */
  enrolledOn?: string | undefined;
  /** The students of a former run. */
  run?: string | undefined;
  /** Only students without a sheet in force, or whose sheet was never handed over. */
  notPrinted?: true | undefined;
}

/** Why a student who was named gets no sheet. */
export type NotPrintable = "unknown" | "already-active" | "withdrawn";

/** Why a chosen student gets no sheet after all: something happened between the choice and the printing. */
export type LeftOut = "already-active" | "withdrawn" | "printed-meanwhile" | "in-use";

/** Sheets made, written and drawn together: a second or two of work. */
export const batchSize = 16;

/** A run untouched for this long was cut short: a batch takes a few seconds, even on a busy machine. */
const untouchedMinutes = 2;

/** Returns why no sheet may be made for this student, or null. */
export function whyNotPrintable(student: { activatedAt: Date | null; withdrawnAt: Date | null }): NotPrintable | null {
  if (student.activatedAt) return "already-active";
  return student.withdrawnAt ? "withdrawn" : null;
}

export type RunState = "under-way" | "delivered" | "cut-short";

/** Returns the state of a run: one that has neither ended nor been touched lately was cut short. */
export function stateOf(
  run: { deliveredAt: Date | null; abandonedAt: Date | null; touchedAt: Date },
  now: Date,
): RunState {
  if (run.deliveredAt) return "delivered";
  return run.abandonedAt || run.touchedAt <= untouchedSince(now) ? "cut-short" : "under-way";
}

/** Returns the instant before which an untouched run that has not ended counts as cut short. */
export function untouchedSince(now: Date): Date {
  return new Date(now.getTime() - untouchedMinutes * 60_000);
}
