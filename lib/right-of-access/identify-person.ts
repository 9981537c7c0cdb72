import "server-only";
import type { Services } from "@/lib/services";
import { findAsked, type Officer } from "./find-asked";

/**
 * Whom an identifier or a staff login names, in so many words that nobody takes somebody else's file for theirs; null for nobody. `name`
 * and `population` are null where nothing says them any more.
 */
export async function identifyPerson(services: Services, officer: Officer, typed: string) {
  const person = await findAsked(services, officer, typed);
  if (!person) return null;
  const { identifier, register, entry } = person;
  return {
    identifier,
    name: register ? `${register.givenName} ${register.familyName}` : (entry?.displayName ?? null),
    population: register?.population ?? null,
    component: register?.componentName ?? null,
  };
}
