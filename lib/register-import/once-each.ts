import type { Verdict } from "./lines/queries";

/**
 * Refuses, of the lines of one batch that would write the same thing, all but the first: nothing in the file said that they are about one
 * person, and the register has learnt it since the file was read. A line without a key stands alone.
 */
export function onceEach<Judged extends { verdict: Verdict }>(
  judged: readonly Judged[],
  keyOf: (one: Judged) => string | null,
): Judged[] {
  const written = new Set<string>();
  return judged.map((one) => {
    const { outcome, line } = one.verdict;
    const key = outcome === "create" || outcome === "change" ? keyOf(one) : null;
    if (key !== null && written.has(key))
      return { ...one, verdict: { line, outcome: "refuse", reasons: ["overtaken"] } };
    if (key !== null) written.add(key);
    return one;
  });
}
