import "server-only";
import type { Services } from "@/lib/services";
import { rolesOf } from "./roles";
import type { Role, Visitor } from "./visitor";

/**
 * Returns the roles that the directory gives this person at this instant, whatever their session remembers; none once
 * the account is suspended or inactive. Throws `DirectoryUnavailable`.
 */
export async function rolesNow(
  { directory, institution }: Pick<Services, "directory" | "institution">,
  { login, uid }: Pick<Visitor, "login" | "uid">,
): Promise<Role[]> {
  const person = await directory.findByLogin(login);
  const isOpen = person?.uid === uid && person.state !== "suspended" && person.state !== "inactive";
  return isOpen ? rolesOf(person, institution) : [];
}
