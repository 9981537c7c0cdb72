import "server-only";
import type { Services } from "@/lib/services";
import { findAsked, type Officer } from "./find-asked";

/**
 * Returns enough about the person with this identifier or staff login that nobody takes another's file for theirs; null
 * for nobody. `name` and `population` are null when nothing gives them any more.
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
