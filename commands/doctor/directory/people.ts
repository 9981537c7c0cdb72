import type { Entry } from "@/lib/directory/connection";
import { type Finding, fault, ok, warning } from "../finding";
import { has, look, type Visit } from "./visit";

/** As many entries as it takes to see what is usual, and no more. */
const some = 20;

/** A few entries that carry an identifier, with what the service reads of a person. */
export async function readSomePeople(visit: Visit): Promise<Entry[]> {
  const { attributes } = visit;
  const { entries } = await look(visit, visit.settings.baseDn, {
    scope: "sub",
    filter: has(attributes.studentIdentifier),
    attributes: [...new Set(Object.values(attributes))],
    sizeLimit: some,
  });
  return entries;
}

/** Whether people are found by the attributes of the institution file, and carry what the service must know of them. */
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
