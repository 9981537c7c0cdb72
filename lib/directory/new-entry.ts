import type { RegisterFacts } from "./directory";
import type { AttributeNames, NewEntryRules } from "./flavors/flavor";
import { newState } from "./supann";

export interface NewEntry {
  uid: string;
  dn: string;
  attributes: Record<string, string[]>;
}

/**
 * The entry that a student of the register would have, or null when the identifier makes no short name. This is the one place where a
 * name is built: nothing may stand in it but letters, digits, dots and hyphens, which mean nothing to a name (decision 14).
 */
export function newEntry(
  { identifier, givenName, familyName, mail }: RegisterFacts,
  peopleDn: string,
  names: AttributeNames,
  rules: NewEntryRules,
): NewEntry | null {
  const [localPart = ""] = identifier.split("@");
  if (!plainName.test(localPart)) return null;
  const uid = localPart.slice(0, rules.longestUid).replace(/[.-]+$/, "");
  const displayName = `${givenName} ${familyName}`;
  const attributes = gathered([
    ["objectClass", rules.objectClasses],
    // What names the entry has that value alone; inetOrgPerson wants a `cn` besides.
    ["cn", [rules.rdn === "cn" ? localPart : displayName]],
    [rules.rdn, [localPart]],
    [names.uid, [uid]],
    [names.studentIdentifier, [identifier]],
    [names.givenName, [givenName]],
    [names.familyName, [familyName]],
    [names.displayName, [displayName]],
    [names.mail, [mail]],
    [names.affiliation, rules.affiliations],
    [names.state, [newState]],
    ...Object.entries(rules.shut),
  ]);
  return { uid, dn: `${rules.rdn}=${localPart},${peopleDn}`, attributes };
}

/** RFC 4514 escapes none of these, wherever they stand; X.520 lets a common name be no longer. */
const plainName = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;

/** An institution may keep two facts in one attribute: it then holds both, each once. */
function gathered(facts: [string, string[]][]): Record<string, string[]> {
  const byName = new Map<string, [string, Set<string>]>();
  for (const [name, values] of facts) {
    const [, known = []] = byName.get(name.toLowerCase()) ?? [];
    byName.set(name.toLowerCase(), [name, new Set([...known, ...values])]);
  }
  return Object.fromEntries([...byName.values()].map(([name, values]) => [name, [...values]]));
}
