import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Institution } from "@/lib/institution";
import { isServed, type Population } from "@/lib/population";

/**
 * Returns the population to print for: staff with `--staff`, or when every identifier is a staff login; else students.
 * Null for staff whose institution does not open accounts for them here.
 */
export function populationAsked(
  { isStaff, identifiers }: Pick<SheetSelection, "identifiers"> & { isStaff: boolean },
  institution: Institution,
): Population | null {
  const isOfStaff = isStaff || identifiers?.every((identifier) => institution.patterns.staffLogin.test(identifier));
  if (!isOfStaff) return "student";
  return isServed("staff", institution) ? "staff" : null;
}
