/** SupAnn's words for who works here (eduPersonAffiliation). */
const staffAffiliations = ["employee", "staff", "faculty", "teacher", "researcher"];

/** True for whoever the university employs, students among them. */
export function worksHere(affiliations: readonly string[]): boolean {
  return affiliations.some((affiliation) => staffAffiliations.includes(affiliation));
}
