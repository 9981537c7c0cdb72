import type { DirectoryPerson } from "./directory";

/** SupAnn's words for who works here (eduPersonAffiliation). */
const staffAffiliations = ["employee", "staff", "faculty", "teacher", "researcher"];

/**
 * True for who is a colleague too, whatever else they are: employed here, or in a group of ours, which gives a desk or more to who is a
 * student otherwise.
 */
export function isStaffToo({ affiliations, groups }: Pick<DirectoryPerson, "affiliations" | "groups">): boolean {
  return worksHere(affiliations) || groups.length > 0;
}

/** True for whoever the university employs, students among them. */
export function worksHere(affiliations: readonly string[]): boolean {
  return affiliations.some((affiliation) => staffAffiliations.includes(affiliation));
}

/** True for a student who is no colleague: no sheet of staff is about that entry, whatever login its row has. */
export function isStudentAlone(person: Pick<DirectoryPerson, "affiliations" | "groups">): boolean {
  return person.affiliations.includes("student") && !isStaffToo(person);
}
