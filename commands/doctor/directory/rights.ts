import type { Entry } from "@/lib/directory/connection";
import { flavors } from "@/lib/directory/flavors/flavors";
import { type Finding, fault, ok, unchecked } from "../finding";
import { effectiveRights } from "./effective-rights";
import { look, type Visit } from "./visit";

/**
 * Whether our account may write what the service writes, on somebody's entry. It is asked where a server answers such a question, and
 * never tried: there is no trial that would not change somebody's entry.
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
    // To reset a password is an extended right, of which that list says nothing.
    return [finding(visit, written, (name) => writable.has(name)), unchecked("directory.rights.adReset", { bindDn })];
  }
  return [unchecked("directory.rights.unasked", { server, names: ["userPassword", ...written].join(", ") })];
}

/** What the service writes in an entry, beside its password. */
function writtenIn({ attributes, settings: { flavor } }: Visit): string[] {
  const { lock, writtenWithPassword } = flavors[flavor];
  return [attributes.state, attributes.recoveryEmail, ...lock.attributes, ...writtenWithPassword];
}

/** `mayWrite` is asked with names in lower case. */
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

/** Active Directory: the attributes of that entry that we may write. */
async function writableIn(visit: Visit, { dn }: Entry): Promise<Set<string>> {
  const { entries } = await look(visit, dn, { scope: "base", attributes: ["allowedAttributesEffective"] });
  return new Set(entries[0]?.values("allowedAttributesEffective").map((name) => name.toLowerCase()));
}
