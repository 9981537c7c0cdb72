/** Returns a word as guessers see it: without accents, case or ligatures (« Cœur » becomes « coeur »). */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii.test(lower)) return lower;
  return lower.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII, on purpose
const isAscii = /^[\x00-\x7f]*$/;

/** Returns the text without the digits, punctuation and spaces at its two ends. */
export function coreOf(text: string): string {
  return /\p{L}(?:.*\p{L})?/su.exec(text)?.[0] ?? "";
}
