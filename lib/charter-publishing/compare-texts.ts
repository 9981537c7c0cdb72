import { diffArrays, diffWordsWithSpace } from "diff";

export interface Stretch {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Milliseconds that two paragraphs may take to be compared: nobody reads word by word what has nothing in common. */
const patience = 1_000;

/** What remains of a long stretch that did not change: enough on either side to know where one is. */
const kept = 160;

/**
 * What changed between two texts, in reading order: word by word, or a paragraph in the place of another where less than half of it stayed.
 * Long stretches that did not change are cut in their middle, at « … ».
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

/** As many paragraphs as before are compared one with one, others all together. */
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

/** Each with the empty lines after it. */
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
