import "server-only";
import { candidates, type IdentifierRules } from "./identifier";

/**
 * Returns an identifier for each base, in order: the first free one of the institution's shape, or null when none is
 * left. `taken` returns those of a list that are not free, including those of people who left.
 */
export async function nameStudents(
  bases: readonly string[],
  rules: IdentifierRules,
  taken: (identifiers: readonly string[]) => Promise<Set<string>>,
): Promise<(string | null)[]> {
  const proposed = new Set<string>();
  const left = new Map(bases.map((base) => [base, candidates(base)]));
  const names = bases.map((base): { base: string; identifier: string | null } => ({ base, identifier: null }));
  for (let waiting = names; waiting.length > 0; waiting = names.filter(({ identifier }) => !identifier)) {
    const asked = waiting.flatMap(({ base }) => {
      const identifier = nextOf(left.get(base), rules, proposed);
      return identifier ? [{ base, identifier }] : [];
    });
    if (asked.length === 0) break;
    const unfree = await taken(asked.map(({ identifier }) => identifier));
    const free = asked.filter(({ identifier }) => !unfree.has(identifier));
    // In the order of the file: the first student gets the first free one, whichever student it was proposed for.
    for (const name of waiting) {
      const at = free.findIndex(({ base }) => base === name.base);
      if (at >= 0) name.identifier = free.splice(at, 1)[0]?.identifier ?? null;
    }
  }
  return names.map(({ identifier }) => identifier);
}

function nextOf(
  left: Generator<string> | undefined,
  { identifier: shape, domain }: IdentifierRules,
  proposed: Set<string>,
): string | null {
  // Not `for … of`, which closes the generator on exit.
  for (let next = left?.next(); next && !next.done; next = left?.next()) {
    const identifier = `${next.value}@${domain}`;
    if (proposed.has(identifier) || !shape.test(identifier)) continue;
    proposed.add(identifier);
    return identifier;
  }
  return null;
}
