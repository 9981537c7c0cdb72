import type { Entry } from "@/lib/directory/connection";
import { type Finding, fault, ok, unchecked } from "../finding";
import { effectiveRights } from "./effective-rights";
import { look, type Visit } from "./visit";

/**
 * Checks that our account may create entries, as `LDAP_PROVISIONING=create` requires, on servers that answer such a
 * question. Creates no entry to find out.
 */
export async function checkAdding(visit: Visit, people: Entry[]): Promise<Finding[]> {
  const { rootDse, server, settings } = visit;
  const { peopleDn, bindDn } = settings;
  if (!peopleDn) return [];
  const { entries } = await look(visit, peopleDn, { scope: "base", attributes: ["allowedChildClassesEffective"] });
  const [container] = entries;
  if (!container) return [fault("directory.adding.nowhere", { peopleDn })];
  const may = (isAllowed: boolean) =>
    isAllowed
      ? ok("directory.adding.ok", { bindDn, peopleDn })
      : fault("directory.adding.refused", { bindDn, peopleDn });
  if (rootDse?.kind === "ad") {
    return [may(container.values("allowedChildClassesEffective").some((name) => name.toLowerCase() === "user"))];
  }
  // The right to add applies to an entry: that of an existing student stands for a future one.
  const student = people.find((person) => isStudentIn(peopleDn, person, visit));
  const rights = rootDse?.kind === "389ds" && student ? await effectiveRights(visit, student, ["uid"]) : null;
  return [
    rights ? may(rights.entry.includes("a")) : unchecked("directory.adding.unasked", { server, bindDn, peopleDn }),
  ];
}

function isStudentIn(peopleDn: string, person: Entry, { attributes, institution: { patterns } }: Visit): boolean {
  const identifiers = person.values(attributes.studentIdentifier);
  const isThere = person.dn.toLowerCase().endsWith(`,${peopleDn.toLowerCase()}`);
  return isThere && identifiers.some((identifier) => patterns.studentIdentifier.test(identifier));
}
