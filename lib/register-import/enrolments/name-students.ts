import "server-only";
import { candidates } from "./identifier";

/**
 * Returns an identifier for each base, in order: the first free one. `taken` returns those of a list that are not free,
 * including those of people who left. Throws when a base has none left.
 */
export async function nameStudents(
  bases: readonly string[],
  domain: string,
  taken: (identifiers: readonly string[]) => Promise<Set<string>>,
): Promise<string[]> {
  const proposed = new Set<string>();
  const left = new Map(bases.map((base) => [base, candidates(base)]));
  const names = bases.map((base) => ({ base, identifier: "" }));
  for (let waiting = names; waiting.length > 0; waiting = names.filter(({ identifier }) => !identifier)) {
    const asked = waiting.map(({ base }) => ({ base, identifier: nextOf(left.get(base), domain, proposed) }));
    const unfree = await taken(asked.map(({ identifier }) => identifier));
    const free = asked.filter(({ identifier }) => !unfree.has(identifier));
    // In the order of the file: the first student gets the first free one, whichever student it was proposed for.
    for (const name of waiting) {
      const at = free.findIndex(({ base }) => base === name.base);
      if (at >= 0) name.identifier = free.splice(at, 1)[0]?.identifier ?? "";
    }
  }
  return names.map(({ identifier }) => identifier);
}

function nextOf(left: Generator<string> | undefined, domain: string, proposed: Set<string>): string {
  // Not `for … of`, which closes the generator on exit.
  for (let next = left?.next(); next && !next.done; next = left?.next()) {
    const identifier = `${next.value}@${domain}`;
    if (proposed.has(identifier)) continue;
    proposed.add(identifier);
    return identifier;
  }
  throw new Error("a thousand students have the same name: no identifier is left for the next");
}
