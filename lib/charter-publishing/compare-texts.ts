import { diffArrays, diffWordsWithSpace } from "diff";

export interface Stretch {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Milliseconds to compare two paragraphs: nobody reads unrelated texts word by word. */
const patience = 1_000;

/** Characters kept at each end of a long unchanged stretch: enough to know where one is. */
const kept = 160;

/**
 * Returns what changed between two texts, in reading order: word by word, or as a whole where less than half stayed.
 * Long unchanged stretches are cut at « […] ».
 */
export function compareTexts(before: string, after: string): Stretch[] {
  if (before === after) return [];
  const stretches = joined(compareParagraphs(before, after));
  return stretches.map(({ kind, text }, index) =>
    kind === "same" ? { kind, text: shortened(text, index === 0, index === stretches.length - 1) } : { kind, text },
  );
}

function compareParagraphs(before: string, after: string): Stretch[] {
  const changes = diffArrays(paragraphsOf(before), paragraphsOf(after));
  return changes.flatMap(({ added, removed, value }, index) => {
    const text = value.join("");
    const former = changes[index - 1];
    const next = changes[index + 1];
    if (removed) return next?.added ? [] : [{ kind: "removed" as const, text }];
    if (!added) return [{ kind: "same" as const, text }];
    return former?.removed ? compareRewritten(former.value, value) : [{ kind: "added" as const, text }];
  });
}

/** Compares paragraphs one to one when their number is the same, otherwise all together. */
function compareRewritten(before: string[], after: string[]): Stretch[] {
  if (before.length !== after.length) return compareWords(before.join(""), after.join(""));
  return before.flatMap((paragraph, index) => compareWords(paragraph, after[index] ?? ""));
}

function compareWords(before: string, after: string): Stretch[] {
  const words = diffWordsWithSpace(before, after, { timeout: patience }) ?? [];
  const stayed = words
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.trim().length, 0);
  if (2 * stayed < Math.max(before.length, after.length))
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return words.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

/** Returns the paragraphs, each with the empty lines after it. */
function paragraphsOf(text: string): string[] {
  return text.split(/(?<=\n{2,})(?=\S)/);
}

function joined(stretches: Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const { kind, text } of stretches) {
    const last = whole.at(-1);
    if (last?.kind === kind) last.text += text;
    else whole.push({ kind, text });
  }
  return whole;
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 3 * kept) return text;
  const start = isFirst ? "" : text.slice(0, kept).replace(/\S*$/, "");
  const end = isLast ? "" : text.slice(-kept).replace(/^\S*/, "");
  return `${start}[…]${end}`;
}
