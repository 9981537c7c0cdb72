import { z } from "zod";
import type { Population } from "@/lib/population";
import type { SheetSelection } from "./rules";

/** More students than anyone names one by one. */
const mostNamed = 200;

const ticked = z
  .literal("on")
  .optional()
  .transform((on) => (on ? (true as const) : undefined));
const absentWhenEmpty = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();

/** Identifiers as people paste them: one a line, or between spaces, commas or semicolons; each counts once. */
const identifiers = absentWhenEmpty
  .transform((text) =>
    text
      ? [
          ...new Set(
            text
              .toLowerCase()
              .split(/[\s,;]+/u)
              .filter(Boolean),
          ),
        ]
      : undefined,
  )
  .refine((names) => names === undefined || names.length <= mostNamed, "too-many")
  .refine((names) => names === undefined || names.every((name) => name.length <= 254), "too-long");

/** For whom of a population sheets are asked, as a page or its address says it. At least one thing must be said. */
export const selectionInput = (population: Population) =>
  z
    .object({
      students: identifiers,
      component: absentWhenEmpty.pipe(z.string().max(64).optional()),
      enrolledOn: absentWhenEmpty.pipe(z.iso.date().optional()),
      run: absentWhenEmpty.pipe(z.uuid().optional()),
      notPrinted: ticked,
    })
    .refine((asked) => Object.values(asked).some((value) => value !== undefined), "nothing-chosen")
    .transform(({ students, ...rest }): SheetSelection => ({ population, identifiers: students, ...rest }));

/** The same fields, to be sent again: what `selectionInput` would read. The population is that of the page. */
export function fieldsOf({
  identifiers,
  component,
  enrolledOn,
  run,
  notPrinted,
}: Omit<SheetSelection, "population">): Record<string, string> {
  const fields = { students: identifiers?.join(" "), component, enrolledOn, run, notPrinted: notPrinted && "on" };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}
