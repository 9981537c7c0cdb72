/** A word as guessers see it: without accents, without case, ligatures undone (« Cœur » is « coeur »). */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii.test(lower)) return lower;
  return lower.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII, on purpose
const isAscii = /^[\x00-\x7f]*$/;

/** What is left of a text once digits, punctuation and spaces are taken off its two ends, and only there. */
export function coreOf(text: string): string {
  return /\p{L}(?:.*\p{L})?/su.exec(text)?.[0] ?? "";
}
