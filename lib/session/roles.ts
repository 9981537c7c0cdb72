import { worksHere } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import { isServed } from "@/lib/population";
import { type Role, roles } from "./visitor";

/**
 * Returns the roles of this person in the service. A configured group gives its role to its members. Working here gives
 * `staff`, except to a student (a tutor, a doctoral student), who could otherwise reset fellow students.
 */
export function rolesOf(
  { affiliations, groups }: Pick<DirectoryPerson, "affiliations" | "groups">,
  institution: Pick<Institution, "groups" | "populations">,
): Role[] {
  const isStudent = affiliations.includes("student");
  const isStaff = worksHere(affiliations);
  return roles.filter((role) => {
    if (role === "student") return isStudent;
    if (role === "staff") return isStaff && !isStudent;
    if (!isWornHere(role, institution)) return false;
    const group = institution.groups[role];
    return group !== undefined && groups.includes(group);
  });
}

/** False for human resources where staff do not open accounts here: an older session may still remember the role. */
export function isWornHere(role: Role, institution: Pick<Institution, "populations">): boolean {
  return role !== "human-resources" || isServed("staff", institution);
}
