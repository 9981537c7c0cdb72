/** The letters that each sign may stand for in leet, from zxcvbn's table. */
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

/** More readings than a real word has; those beyond are noise. */
const mostReadings = 2_048;

/** Returns every reading of a folded text in leet: `s0le1l` gives `soleil` and `solell`. Takes linear time. */
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
