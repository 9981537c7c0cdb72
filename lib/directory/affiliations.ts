import type { DirectoryPerson } from "./directory";

/** The SupAnn values of `eduPersonAffiliation` for people who work here. */
const staffAffiliations = ["employee", "staff", "faculty", "teacher", "researcher"];

/**
 * True for a person who is also a colleague, student or not: employed here, or in one of the configured groups, which
 * give access to a desk or more.
 */
export function isStaffToo({ affiliations, groups }: Pick<DirectoryPerson, "affiliations" | "groups">): boolean {
  return worksHere(affiliations) || groups.length > 0;
}

/** True when the university employs the person, who may also be a student. */
export function worksHere(affiliations: readonly string[]): boolean {
  return affiliations.some((affiliation) => staffAffiliations.includes(affiliation));
}

/** True for a student who is not also a colleague: no staff sheet concerns that entry, whatever login its row has. */
export function isStudentAlone(person: Pick<DirectoryPerson, "affiliations" | "groups">): boolean {
  return person.affiliations.includes("student") && !isStaffToo(person);
}
