import "server-only";
import { asCompared } from "./as-compared";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { PeoplePlace } from "./find-person";
import { ldapjs } from "./ldapjs";

/** How many identifiers one search asks for: every server accepts a filter of this size. */
export const askedAtOnce = 50;

/** Returns those of these identifiers, at most `askedAtOnce`, that some entry has. In lower case. */
export async function identifiersInUse(
  connection: Connection,
  { baseDn, attributes }: Pick<PeoplePlace, "baseDn" | "attributes">,
  identifiers: readonly string[],
  deadline: Deadline,
): Promise<string[]> {
  const attribute = attributes.studentIdentifier;
  const filters = identifiers.map((value) => new ldapjs.EqualityFilter({ attribute, value }));
  const filter = new ldapjs.OrFilter({ filters });
  const found = await connection.search(baseDn, { scope: "sub", filter, attributes: [attribute] }, deadline);
  const asked = new Set(identifiers);
  return found.flatMap((entry) => entry.values(attribute).map(asCompared)).filter((one) => asked.has(one));
}
