import type { Institution } from "./institution";

/** Whom the register holds: each activates with a sheet of its own, under its own charter. The first is meant where none is said. */
export const populations = ["student", "staff"] as const;

export type Population = (typeof populations)[number];

/** The word of each in addresses: `/premiere-connexion/etudiant`, `/charte?pour=personnel`. */
export const addressWords: Record<Population, string> = { student: "etudiant", staff: "personnel" };

/** The institution's rules for one population: its own where the institution file says them, else those that hold for everyone. */
export type PopulationRules = ReturnType<typeof rulesOf>;

/** True where the people of this population open their accounts here: students always, staff once the institution file says how. */
export function isServed(population: Population, { populations: own }: Pick<Institution, "populations">): boolean {
  return population === "student" || own.staff !== undefined;
}

/** What holds for this population. Throws for one that is not served. */
export function rulesOf(institution: Institution, population: Population) {
  const { domains, patterns, help, timeZone, opensAfterDays, sheetValidityDays, recoveryConfirmation } = institution;
  const common = { timeZone, opensAfterDays, sheetValidityDays, recoveryConfirmation };
  if (population === "student") {
    return {
      ...common,
      sheetName: institution.sheetName,
      /** Of their identifiers, or of their addresses. */
      domain: domains.student,
      identifier: patterns.studentIdentifier,
      charter: institution.charter,
      /** Who makes their sheets, by component. */
      offices: help.registrars,
    };
  }
  const { staff } = institution.populations;
  if (!staff) throw new Error("the institution file has no population of staff");
  const { offices, domain, sheetName, charter, ...rules } = staff;
  const said = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  return { ...common, ...said, sheetName, domain, identifier: patterns.staffLogin, charter, offices };
}

/** The office that makes the sheets of a component; null when the institution names none. */
export function officeOf({ offices }: Pick<PopulationRules, "offices">, componentCode: string) {
  return offices[componentCode] ?? offices["*"] ?? null;
}
