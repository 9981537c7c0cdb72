import { resultCodes } from "@/lib/directory/answer";
import type { Entry } from "@/lib/directory/connection";
import { askedAtOnce } from "@/lib/directory/identifiers-in-use";
import { type Finding, fault, ok, warning } from "../finding";
import { has, look, nothing, type Visit } from "./visit";

/** Enough entries to see what is usual. */
const some = 20;

/** No entry was seen. */
export const nobody = { people: [] as Entry[], isCutShort: false };

/**
 * Returns a few entries that have an identifier, with what the service reads of a person; and whether the server
 * returns fewer than the service requests at once.
 */
export async function readSomePeople(visit: Visit): Promise<typeof nobody> {
  const { attributes } = visit;
  const { status, entries } = await look(visit, visit.settings.baseDn, {
    scope: "sub",
    filter: has(attributes.studentIdentifier),
    attributes: [...new Set(Object.values(attributes))],
    sizeLimit: askedAtOnce,
  });
  const isCutShort = status === resultCodes.sizeLimitExceeded && entries.length < askedAtOnce;
  return { people: entries.slice(0, some), isCutShort };
}

/**
 * Checks that an entry found is also visible by its DN, as each change requires, and that the server returns all those
 * requested. No finding when both are true.
 */
export async function checkShown(visit: Visit, people: Entry[], isCutShort: boolean): Promise<Finding[]> {
  const { bindDn } = visit.settings;
  const limited = isCutShort ? [fault("directory.people.limited", { bindDn, count: askedAtOnce })] : [];
  const [person] = people;
  if (!person) return limited;
  const { entries } = await look(visit, person.dn, { scope: "base", attributes: nothing });
  return entries.length > 0 ? limited : [...limited, fault("directory.people.notShown", { bindDn })];
}

/** Checks that people are found by the institution file's attributes, and have what the service must know of them. */
export function checkPeople({ settings, attributes, institution: { patterns } }: Visit, people: Entry[]): Finding[] {
  const identifier = attributes.studentIdentifier;
  if (people.length === 0) return [fault("directory.people.none", { attribute: identifier, baseDn: settings.baseDn })];
  const count = people.length;
  const lacking = [attributes.uid, attributes.givenName, attributes.familyName].flatMap((attribute) => {
    const without = people.filter((person) => person.values(attribute).length === 0).length;
    return without > 0 ? [fault("directory.people.lacking", { attribute, without, count })] : [];
  });
  const isStudent = (person: Entry) =>
    person.values(identifier).some((value) => patterns.studentIdentifier.test(value));
  return [
    lacking.length > 0 ? lacking : ok("directory.people.ok", { attribute: identifier, count }),
    people.some(isStudent) ? [] : warning("directory.people.otherPattern", { attribute: identifier, count }),
    people.some((person) => person.values(attributes.state).length > 0)
      ? []
      : warning("directory.people.noState", { attribute: attributes.state, count }),
  ].flat();
}
