import "server-only";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { PeoplePlace } from "./find-person";
import { ldapjs } from "./ldapjs";

/** How many are asked for at once: a filter that every server takes. */
export const askedAtOnce = 50;

/** Which of these identifiers, `askedAtOnce` of them at most, some entry has. In lower case. */
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
  return found
    .flatMap((entry) => entry.values(attribute).map((value) => value.toLowerCase()))
    .filter((one) => asked.has(one));
}
