import { diffWordsWithSpace } from "diff";

export interface Stretch {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Milliseconds that two texts may take to be compared: nobody reads word by word two texts that have nothing in common. */
const patience = 1_000;

/** What remains of a long stretch that did not change: enough on either side to know where one is. */
const kept = 160;

/** What changed between two texts, word by word, in reading order. Long stretches that did not change are cut in their middle, at « … ». */
export function compareTexts(before: string, after: string): Stretch[] {
  if (before === after) return [];
  const changes = diffWordsWithSpace(before, after, { timeout: patience }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  return changes.map(({ added, removed, value }, index) => {
    if (added) return { kind: "added", text: value };
    if (removed) return { kind: "removed", text: value };
    return { kind: "same", text: shortened(value, index === 0, index === changes.length - 1) };
  });
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 3 * kept) return text;
  const start = isFirst ? "" : text.slice(0, kept).replace(/\S*$/, "");
  const end = isLast ? "" : text.slice(-kept).replace(/^\S*/, "");
  return `${start}[…]${end}`;
}
