import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import { type Role, roles } from "./visitor";

/** SupAnn's words for who works here (eduPersonAffiliation). */
const staffAffiliations = ["employee", "staff", "faculty", "teacher", "researcher"];

/**
 * What this person may be for the service. A configured group gives its role to whoever is in it. Working here gives `staff`, but
 * not to a student (a tutor, a doctoral student): they would then reset their own fellow students.
 */
export function rolesOf(
  { affiliations, groups }: Pick<DirectoryPerson, "affiliations" | "groups">,
  institution: Pick<Institution, "groups">,
): Role[] {
  const isStudent = affiliations.includes("student");
  const isStaff = affiliations.some((affiliation) => staffAffiliations.includes(affiliation));
  return roles.filter((role) => {
    if (role === "student") return isStudent;
    if (role === "staff") return isStaff && !isStudent;
    return groups.includes(institution.groups[role]);
  });
}
