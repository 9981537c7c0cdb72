import "server-only";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Institution } from "@/lib/institution";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import type { DirectoryPerson } from "./directory";
import { ldapjs } from "./ldapjs";
import { readAccountState } from "./supann";

/**
 * The one person whose `attribute` is `value`, with the configured groups that hold them; null when nobody's is. Throws
 * `DirectoryUnavailable`, and logs why, when it is several people's, or when the entry lacks what we must know of a person.
 */
export async function findPerson(
  connection: Connection,
  { baseDn, institution }: { baseDn: string; institution: Institution },
  attribute: string,
  value: string,
  deadline: Deadline,
): Promise<DirectoryPerson | null> {
  const found = await connection.search(
    baseDn,
    {
      scope: "sub",
      filter: new ldapjs.EqualityFilter({ attribute, value }),
      attributes: wantedAttributes(institution),
      sizeLimit: 2,
    },
    deadline,
  );
  const [entry, another] = found;
  if (!entry) return null;
  if (another) throw distrusted(`${entry.dn} and ${another.dn} have the same ${attribute}`);
  const groups = await groupsOf(connection, { baseDn, institution }, entry.dn, deadline);
  return readPerson(entry, institution, groups);
}

function wantedAttributes({ attributes }: Institution): string[] {
  const { uid, displayName, givenName, familyName, mail, affiliation, state } = attributes;
  return [uid, displayName, givenName, familyName, mail, affiliation, state];
}

async function groupsOf(
  connection: Connection,
  { baseDn, institution }: { baseDn: string; institution: Institution },
  dn: string,
  deadline: Deadline,
): Promise<string[]> {
  const names = Object.values(institution.groups);
  const isOneOfThem = new ldapjs.OrFilter({
    filters: names.map((name) => new ldapjs.EqualityFilter({ attribute: "cn", value: name })),
  });
  const holdsThem = new ldapjs.EqualityFilter({ attribute: "member", value: dn });
  const found = await connection.search(
    baseDn,
    { scope: "sub", filter: new ldapjs.AndFilter({ filters: [holdsThem, isOneOfThem] }), attributes: ["cn"] },
    deadline,
  );
  const held = new Set(found.flatMap((group) => group.values("cn")).map((name) => name.toLowerCase()));
  return names.filter((name) => held.has(name.toLowerCase()));
}

function readPerson(entry: Entry, { attributes }: Institution, groups: string[]): DirectoryPerson {
  const needed = (attribute: string) => {
    const [value] = entry.values(attribute);
    if (!value) throw distrusted(`${entry.dn} has no ${attribute}`);
    return value;
  };
  const givenName = needed(attributes.givenName);
  const familyName = needed(attributes.familyName);
  return {
    dn: entry.dn,
    uid: needed(attributes.uid),
    displayName: entry.values(attributes.displayName)[0] ?? `${givenName} ${familyName}`,
    givenName,
    familyName,
    mail: entry.values(attributes.mail)[0] ?? null,
    affiliations: entry.values(attributes.affiliation).map((affiliation) => affiliation.toLowerCase()),
    groups,
    state: readAccountState(entry.values(attributes.state)),
  };
}

function distrusted(fault: string): DirectoryUnavailable {
  console.error(`directory: ${fault}`);
  return new DirectoryUnavailable(new Error(fault));
}
