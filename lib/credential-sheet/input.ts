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

/** Identifiers as people paste them: one per line, or separated by spaces, commas or semicolons; each counts once. */
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

/** The students of a population to print sheets for, from a page or its address. At least one criterion is required. */
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

/** Returns the fields that `selectionInput` would read back. The population comes from the page. */
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
