import type { Verdict } from "./lines/queries";

/**
 * Refuses all but the first of a batch's lines that would write the same thing. Nothing in the file linked them to one
 * person: the register has learnt it since the file was read. Lines without a key are not compared.
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
