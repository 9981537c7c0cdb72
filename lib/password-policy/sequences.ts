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

/** Shorter, it happens by chance: « ert » is in « verte ». */
const shortestRun = 3;
/** Characters that may stand beside the runs without making a word with them: a core has four letters. */
const toleratedRest = 3;

/** Length of the run that starts there: one character repeated, or neighbours of a keyboard row, of the digits, of the alphabet. */
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

/** True when a folded text is nothing but such runs (`azerty123`, `aaaaaaa1`, `poiuytreza`), up or down. */
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
