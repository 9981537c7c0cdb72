import type { RegisterFacts } from "./directory";
import type { AttributeNames, NewEntryRules } from "./flavors/flavor";
import { newState } from "./supann";

export interface NewEntry {
  uid: string;
  dn: string;
  attributes: Record<string, string[]>;
}

/**
 * Returns the entry to create for a student of the register, or null when no short name can be made from the
 * identifier. This is the only place where a name is built: it may hold only letters, digits, dots and hyphens, which
 * have no special meaning in a name (decision 14).
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
    // The naming attribute has that value only; inetOrgPerson also requires a `cn`.
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

/** RFC 4514 escapes none of these characters in any position; X.520 limits a common name to 64 characters. */
const plainName = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;

/** Groups the values by attribute: an institution may keep two facts in one, which then holds both, each once. */
function gathered(facts: [string, string[]][]): Record<string, string[]> {
  const byName = new Map<string, [string, Set<string>]>();
  for (const [name, values] of facts) {
    const [, known = []] = byName.get(name.toLowerCase()) ?? [];
    byName.set(name.toLowerCase(), [name, new Set([...known, ...values])]);
  }
  return Object.fromEntries([...byName.values()].map(([name, values]) => [name, [...values]]));
}
