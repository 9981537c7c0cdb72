/** What each sign may stand for in leet, as the table of zxcvbn has it. */
const signs: readonly (readonly [string, string])[] = [
  ["4", "a"],
  ["@", "a"],
  ["8", "b"],
  ["(", "c"],
  ["{", "c"],
  ["[", "c"],
  ["6", "dg"],
  ["|)", "d"],
  ["3", "e"],
  ["#", "fh"],
  ["9", "gq"],
  ["&", "g"],
  ["|-|", "h"],
  ["1", "il"],
  ["!", "il"],
  ["|", "il"],
  ["|<", "k"],
  ["7", "lt"],
  ["^^", "m"],
  ["nn", "m"],
  ["2n", "m"],
  ["//", "n"],
  ["0", "o"],
  ["()", "o"],
  ["5", "s"],
  ["$", "s"],
  ["+", "t"],
  ["|_|", "u"],
  ["/", "v"],
  ["^/", "w"],
  ["uu", "w"],
  ["vv", "w"],
  ["2u", "w"],
  ["2v", "w"],
  ["%", "x"],
  ["2", "z"],
];

/** More readings than a true word has; what is cut off beyond was noise. */
const mostReadings = 2_048;

/** Every way to read a folded text written in leet: `s0le1l` reads `soleil` and `solell`. Linear in the length, whatever is typed. */
export function leetReadings(text: string): string[] {
  const readings: string[][] = Array.from({ length: text.length + 1 }, () => []);
  readings[0] = [""];
  for (let at = 0; at < text.length; at++) {
    const before = readings[at] ?? [];
    const add = (length: number, letter: string) => {
      const after = readings[at + length];
      if (!after) return;
      for (const reading of before) if (after.length < mostReadings) after.push(reading + letter);
    };
    const here = text.charAt(at);
    const singles = signs.filter(([sign]) => text.startsWith(sign, at));
    if (!singles.some(([sign]) => sign.length === 1)) add(1, here);
    for (const [sign, letters] of singles) for (const letter of letters) add(sign.length, letter);
  }
  return readings[text.length] ?? [];
}
