import "server-only";
import { candidates } from "./identifier";

/**
 * An identifier for each base, in their order: the first that is free of those that it can give. `taken` says which of some are not, be
 * it by somebody who left. Throws when a base has no more to give.
 */
export async function nameStudents(
  bases: readonly string[],
  domain: string,
  taken: (identifiers: readonly string[]) => Promise<Set<string>>,
): Promise<string[]> {
  const proposed = new Set<string>();
  const names = bases.map((base) => ({ left: candidates(base), identifier: "", isFree: false }));
  for (let waiting = names; waiting.length > 0; waiting = names.filter(({ isFree }) => !isFree)) {
    for (const name of waiting) name.identifier = nextOf(name.left, domain, proposed);
    const unfree = await taken(waiting.map(({ identifier }) => identifier));
    for (const name of waiting) name.isFree = !unfree.has(name.identifier);
  }
  return names.map(({ identifier }) => identifier);
}

function nextOf(left: Generator<string>, domain: string, proposed: Set<string>): string {
  // Not `for … of`, which ends a generator when it is left.
  for (let next = left.next(); !next.done; next = left.next()) {
    const identifier = `${next.value}@${domain}`;
    if (proposed.has(identifier)) continue;
    proposed.add(identifier);
    return identifier;
  }
  throw new Error("a thousand students have the same name: no identifier is left for the next");
}
