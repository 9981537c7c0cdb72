import type { Population } from "@/lib/population";

/** What may be asked for; several at once narrow it down. Each student of it who may have a sheet gets one. */
export interface SheetSelection {
  /** Of one population only: their sheets are not the same. */
  population: Population;
  identifiers?: string[] | undefined;
  component?: string | undefined;
  /** Day of the enrolment: `2026-09-05`. */
  enrolledOn?: string | undefined;
  /** Those of a former run. */
  run?: string | undefined;
  /** Only who has no sheet in force, or one that was never handed over. */
  notPrinted?: true | undefined;
}

/** Why a student who was named gets no sheet. */
export type NotPrintable = "unknown" | "already-active" | "withdrawn";

/** Why a student who was chosen gets none after all: something happened between the choice and the printing. */
export type LeftOut = "already-active" | "withdrawn" | "printed-meanwhile" | "in-use";

/** Sheets that are made, written down and drawn together: a second or two of work. */
export const batchSize = 16;

/** A run that nobody has touched for so long was cut short: a batch takes a few seconds, on a machine that is busy too. */
const untouchedMinutes = 2;

/** Why no sheet may be made for this student, or null. */
export function whyNotPrintable(student: { activatedAt: Date | null; withdrawnAt: Date | null }): NotPrintable | null {
  if (student.activatedAt) return "already-active";
  return student.withdrawnAt ? "withdrawn" : null;
}

export type RunState = "under-way" | "delivered" | "cut-short";

/** Where a run stands: one that neither ended nor was touched lately was cut short, whatever stopped it. */
export function stateOf(
  run: { deliveredAt: Date | null; abandonedAt: Date | null; touchedAt: Date },
  now: Date,
): RunState {
  if (run.deliveredAt) return "delivered";
  return run.abandonedAt || run.touchedAt <= untouchedSince(now) ? "cut-short" : "under-way";
}

/** Before this instant, a run that did not end is one that was cut short. */
export function untouchedSince(now: Date): Date {
  return new Date(now.getTime() - untouchedMinutes * 60_000);
}
