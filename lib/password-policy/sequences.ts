const rows = [
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "0123456789",
  "1234567890",
  "abcdefghijklmnopqrstuvwxyz",
];
const bothWays = rows.flatMap((row) => [row, [...row].reverse().join("")]);

/** A shorter run occurs by chance: « ert » is in « verte ». */
const shortestRun = 3;
/** Characters allowed outside the runs: too few to make a word with them, since a core has four letters. */
const toleratedRest = 3;

/**
 * Returns the length of the run that starts there: one repeated character, or neighbours on a keyboard row, in the
 * digits or in the alphabet.
 */
function runAt(text: string, start: number): number {
  let repeated = 1;
  while (text[start + repeated] === text[start]) repeated++;
  const along = bothWays.map((row) => {
    const first = row.indexOf(text.charAt(start));
    if (first < 0) return 0;
    let length = 1;
    while (first + length < row.length && row[first + length] === text[start + length]) length++;
    return length;
  });
  return Math.max(repeated, ...along);
}

/**
 * True when a folded text consists only of such runs, up or down (`azerty123`, `aaaaaaa1`, `poiuytreza`), and at most
 * three other characters.
 */
export function isSequence(text: string): boolean {
  let rest = 0;
  let at = 0;
  while (at < text.length && rest <= toleratedRest) {
    const length = runAt(text, at);
    if (length < shortestRun) rest++;
    at += length < shortestRun ? 1 : length;
  }
  return rest <= toleratedRest && text.length - rest >= shortestRun;
}
