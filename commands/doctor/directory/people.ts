import { resultCodes } from "@/lib/directory/answer";
import type { Entry } from "@/lib/directory/connection";
import { askedAtOnce } from "@/lib/directory/identifiers-in-use";
import { type Finding, fault, ok, warning } from "../finding";
import { has, look, nothing, type Visit } from "./visit";

/** As many entries as it takes to see what is usual, and no more. */
const some = 20;

/** Nobody seen. */
export const nobody = { people: [] as Entry[], isCutShort: false };

/**
 * A few entries that carry an identifier, with what the service reads of a person; and whether the server stops before as many as the
 * service asks for at once.
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
 * Whether an entry that was found is shown again by its name, as before each change, and whether all that are asked for are shown. Silent
 * when they are.
 */
export async function checkShown(visit: Visit, people: Entry[], isCutShort: boolean): Promise<Finding[]> {
  const { bindDn } = visit.settings;
  const limited = isCutShort ? [fault("directory.people.limited", { bindDn, count: askedAtOnce })] : [];
  const [person] = people;
  if (!person) return limited;
  const { entries } = await look(visit, person.dn, { scope: "base", attributes: nothing });
  return entries.length > 0 ? limited : [...limited, fault("directory.people.notShown", { bindDn })];
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
