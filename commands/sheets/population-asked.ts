import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Institution } from "@/lib/institution";
import { isServed, type Population } from "@/lib/population";

/**
 * Whom sheets are asked for: staff where `--staff` says so, or where every identifier is a staff login; else students. Null for staff of an
 * institution whose staff open no account here.
 */
export function populationAsked(
  { isStaff, identifiers }: Pick<SheetSelection, "identifiers"> & { isStaff: boolean },
  institution: Institution,
): Population | null {
  const isOfStaff = isStaff || identifiers?.every((identifier) => institution.patterns.staffLogin.test(identifier));
  if (!isOfStaff) return "student";
  return isServed("staff", institution) ? "staff" : null;
}
