import type { Institution } from "./institution";

/** The populations of the register, each with its own sheets and its own charter. The first is the default. */
export const populations = ["student", "staff"] as const;

export type Population = (typeof populations)[number];

/** The word for each population in addresses: `/premiere-connexion/etudiant`, `/charte?pour=personnel`. */
export const addressWords: Record<Population, string> = { student: "etudiant", staff: "personnel" };

/** The rules for one population: its own where the institution file gives them, otherwise those for everyone. */
export type PopulationRules = ReturnType<typeof rulesOf>;

/** True when this population opens accounts here: students always, staff once the institution file says how. */
export function isServed(population: Population, { populations: own }: Pick<Institution, "populations">): boolean {
  return population === "student" || own.staff !== undefined;
}

/** Returns the rules for this population. Throws when the population is not served. */
export function rulesOf(institution: Institution, population: Population) {
  const { domains, patterns, help, timeZone, opensAfterDays, sheetValidityDays, recoveryConfirmation } = institution;
  const common = { timeZone, opensAfterDays, sheetValidityDays, recoveryConfirmation };
  if (population === "student") {
    return {
      ...common,
      sheetName: institution.sheetName,
      /** The domain of their identifiers, or of their mail addresses. */
      domain: domains.student,
      identifier: patterns.studentIdentifier,
      charter: institution.charter,
      /** The office that makes their sheets, by component. */
      offices: help.registrars,
    };
  }
  const { staff } = institution.populations;
  if (!staff) throw new Error("the institution file has no population of staff");
  const { offices, domain, sheetName, charter, ...rules } = staff;
  const said = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  return { ...common, ...said, sheetName, domain, identifier: patterns.staffLogin, charter, offices };
}

/** Returns the office that makes the sheets of a component; null when the institution names none. */
export function officeOf({ offices }: Pick<PopulationRules, "offices">, componentCode: string) {
  return offices[componentCode] ?? offices["*"] ?? null;
}
