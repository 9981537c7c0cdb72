import type { Entry } from "@/lib/directory/connection";
import { flavors } from "@/lib/directory/flavors/flavors";
import { type Finding, fault, ok, unchecked } from "../finding";
import { effectiveRights } from "./effective-rights";
import { look, type Visit } from "./visit";

/**
 * Checks that our account may write what the service writes in somebody's entry, on servers that answer such a
 * question. Nothing is tried, since any trial would change somebody's entry.
 */
export async function checkRights(visit: Visit, people: Entry[]): Promise<Finding[]> {
  const { rootDse, server, settings } = visit;
  const { bindDn } = settings;
  const written = writtenIn(visit);
  const [person] = people;
  if (person && rootDse?.kind === "389ds") {
    const asked = ["userPassword", ...written];
    const rights = await effectiveRights(visit, person, asked);
    return [
      rights
        ? finding(visit, asked, (name) => rights.attributes.get(name)?.includes("w"))
        : unchecked("directory.rights.unanswered", { server }),
    ];
  }
  if (person && rootDse?.kind === "ad") {
    const writable = await writableIn(visit, person);
    // Resetting a password is an extended right, which that list does not include.
    return [finding(visit, written, (name) => writable.has(name)), unchecked("directory.rights.adReset", { bindDn })];
  }
  return [unchecked("directory.rights.unasked", { server, names: ["userPassword", ...written].join(", ") })];
}

/** Returns the attributes that the service writes in an entry, besides its password. */
function writtenIn({ attributes, settings: { flavor } }: Visit): string[] {
  const { lock, writtenWithPassword } = flavors[flavor];
  return [attributes.state, attributes.recoveryEmail, ...lock.attributes, ...writtenWithPassword];
}

/** `mayWrite` gets names in lower case. */
function finding(
  { settings: { bindDn } }: Visit,
  names: string[],
  mayWrite: (name: string) => boolean | undefined,
): Finding {
  const refused = names.filter((name) => !mayWrite(name.toLowerCase()));
  return refused.length > 0
    ? fault("directory.rights.refused", { bindDn, names: refused.join(", ") })
    : ok("directory.rights.ok", { bindDn, names: names.join(", ") });
}

/** Returns the attributes of that entry that we may write, in Active Directory. */
async function writableIn(visit: Visit, { dn }: Entry): Promise<Set<string>> {
  const { entries } = await look(visit, dn, { scope: "base", attributes: ["allowedAttributesEffective"] });
  return new Set(entries[0]?.values("allowedAttributesEffective").map((name) => name.toLowerCase()));
}
