import "server-only";
import { AmbiguousEntry, UnfitEntry } from "@/lib/errors";
import { asCompared } from "./as-compared";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import type { AccountState, DirectoryPerson } from "./directory";
import type { AttributeNames, Lock, Lockout } from "./flavors/flavor";
import { ldapjs } from "./ldapjs";
import { lockedUntil } from "./locked-until";
import { readAccountState } from "./supann";

export interface PeoplePlace {
  baseDn: string;
  attributes: AttributeNames;
  /** The `cn` of each configured group. */
  groups: string[];
  lock: Lock;
  lockout: Lockout;
}

/**
 * Returns the person whose `attribute` is `value`, with the configured groups that they belong to, or null when there
 * is none. Throws `AmbiguousEntry` when several entries match, and `UnfitEntry`, with the reason, when the entry lacks
 * what we must know about a person.
 */
export async function findPerson(
  connection: Connection,
  place: PeoplePlace,
  attribute: string,
  value: string,
  deadline: Deadline,
): Promise<DirectoryPerson | null> {
  const found = await connection.search(
    place.baseDn,
    {
      scope: "sub",
      filter: new ldapjs.EqualityFilter({ attribute, value }),
      attributes: wantedAttributes(place),
      sizeLimit: 2,
    },
    deadline,
  );
  const [entry, another] = found;
  if (!entry) return null;
  if (!entry.dn) throw distrusted(`the entry whose ${attribute} it is has no name`);
  if (another) throw new AmbiguousEntry(new Error(`${entry.dn} and ${another.dn} have the same ${attribute}`));
  const [groups, locked] = await Promise.all([
    groupsOf(connection, place, entry.dn, deadline),
    lockedUntil(connection, place, entry, deadline),
  ]);
  return { ...readPerson(entry, place), groups, locked };
}

function wantedAttributes({ attributes, lock, lockout }: PeoplePlace): string[] {
  const { uid, displayName, givenName, familyName, mail, affiliation, state } = attributes;
  const known = [uid, displayName, givenName, familyName, mail, affiliation, state];
  return [...known, ...lock.attributes, ...lockout.attributes];
}

async function groupsOf(
  connection: Connection,
  { baseDn, groups: names }: PeoplePlace,
  dn: string,
  deadline: Deadline,
): Promise<string[]> {
  const isOneOfThem = new ldapjs.OrFilter({
    filters: names.map((name) => new ldapjs.EqualityFilter({ attribute: "cn", value: name })),
  });
  const holdsThem = new ldapjs.EqualityFilter({ attribute: "member", value: dn });
  const found = await connection.search(
    baseDn,
    { scope: "sub", filter: new ldapjs.AndFilter({ filters: [holdsThem, isOneOfThem] }), attributes: ["cn"] },
    deadline,
  );
  const held = new Set(found.flatMap((group) => group.values("cn")).map(asCompared));
  return names.filter((name) => held.has(asCompared(name)));
}

function readPerson(entry: Entry, { attributes, lock }: PeoplePlace): Omit<DirectoryPerson, "groups" | "locked"> {
  const needed = (attribute: string) => {
    const [value] = entry.values(attribute);
    if (!value) throw distrusted(`${entry.dn} has no ${attribute}`);
    return value;
  };
  // The journal and the roles depend on the uid, so an entry with two is refused. A person may have several names and
  // addresses: the first is used.
  if (entry.values(attributes.uid).length > 1) throw distrusted(`${entry.dn} has several ${attributes.uid}`);
  const fullName = `${needed(attributes.givenName)} ${needed(attributes.familyName)}`;
  return {
    dn: entry.dn,
    uid: needed(attributes.uid),
    displayName: entry.values(attributes.displayName)[0] ?? fullName,
    mail: entry.values(attributes.mail)[0] ?? null,
    affiliations: entry.values(attributes.affiliation).map(asCompared),
    state: stateOf(entry, attributes, lock),
  };
}

/**
 * Returns `suspended` for a disabled account, whatever its SupAnn state, except for one not yet activated where new
 * entries are created disabled.
 */
function stateOf(entry: Entry, { state }: AttributeNames, lock: Lock): AccountState {
  const told = readAccountState(entry.values(state));
  const isNew = told === "inactive" && lock.isOnNewEntries;
  return !isNew && lock.isShut(entry) ? "suspended" : told;
}

/** Returns the error for an unfit entry. The code that handles the request logs it, with the request's number. */
function distrusted(fault: string): UnfitEntry {
  return new UnfitEntry(new Error(fault));
}
