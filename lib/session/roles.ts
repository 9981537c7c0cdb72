import { worksHere } from "@/lib/directory/affiliations";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import { isServed } from "@/lib/population";
import { type Role, roles } from "./visitor";

/**
 * What this person may be for the service. A configured group gives its role to whoever is in it. Working here gives `staff`, but
 * not to a student (a tutor, a doctoral student): they would then reset their own fellow students.
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

/** False for human resources where staff open no account here: a session of before may still remember the role. */
export function isWornHere(role: Role, institution: Pick<Institution, "populations">): boolean {
  return role !== "human-resources" || isServed("staff", institution);
}
