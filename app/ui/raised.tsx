import type { ReactNode } from "react";

/** Returns a sentence with the letters of « 1er » raised, as French writes the first of a month. */
export function raised(sentence: string): ReactNode {
  const [before, ...others] = sentence.split(/\b1er(?=\u00a0)/);
  if (others.length === 0) return sentence;
  return [
    before,
    ...others.flatMap((after, index) => [
      "1",
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <sup key={index}>er</sup>,
      after,
    ]),
  ];
}
