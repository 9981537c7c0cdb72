import { contrast, hexOf, type Oklch, oklchOf } from "./oklch";

/** The accent that app/styles/tokens.css already wears, by day and by night. */
export const houseAccent = "#124f3b";

/** What an institution's accent becomes, each `#rrggbb`. */
export interface Accent {
  accent: string;
  tint: string;
  /** On the accent: the label of a button. */
  on: string;
}

/** Text in the accent reaches this on every ground that it may sit on (WCAG 2.2, 1.4.6, level AAA). */
const enough = 7;

/** The grounds of app/styles/tokens.css that no institution changes: ground, paper, here-tint, stop-tint. */
const lightGrounds = ["#f3f4ec", "#ffffff", "#fbebc0", "#f8e2dc"];
const darkGrounds = ["#141a18", "#1d2522", "#43350f", "#41201b"];

/** By day: the institution's own colour, darkened as little as it takes to be read. */
export function lightAccent(given: string): Accent {
  const colour = oklchOf(given);
  const tint = hexOf({ ...colour, l: 0.915, c: Math.min(colour.c / 4, 0.03) });
  const grounds = [...lightGrounds, tint];
  if (isRead(given, grounds)) return { accent: given.toLowerCase(), tint, on: "#ffffff" };
  return { accent: moved(colour, -0.005, grounds), tint, on: "#ffffff" };
}

/** What to tell at start-up when the institution's colour had to be darkened; null when it is worn as given. */
export function accentCorrection(given: string): string | null {
  const { accent } = lightAccent(given);
  return accent === given.toLowerCase() ? null : `accent: ${given} is worn as ${accent}, to be read on every ground`;
}

/** By night: the same hue, light and soft. */
export function darkAccent(given: string): Accent {
  const colour = oklchOf(given);
  const tint = hexOf({ ...colour, l: 0.325, c: Math.min(0.4 * colour.c, 0.04) });
  const start = { ...colour, l: 0.8, c: Math.min(colour.c, 0.075) };
  const accent = moved(start, 0.005, [...darkGrounds, tint]);
  return { accent, tint, on: hexOf({ ...colour, l: 0.22, c: 0.03 }) };
}

/** The style sheet that dresses the pages in an institution's colour, by day and by night. */
export function accentStyle(given: string): string {
  const rule = ({ accent, tint, on }: Accent) => `:root{--accent:${accent};--accent-tint:${tint};--on-accent:${on}}`;
  return `${rule(lightAccent(given))}@media (prefers-color-scheme:dark){${rule(darkAccent(given))}}`;
}

/** The first colour, from `start` by steps of lightness, that is read on all of the grounds. */
function moved(start: Oklch, step: number, grounds: readonly string[]): string {
  let colour = start;
  while (!isRead(hexOf(colour), grounds) && colour.l > 0 && colour.l < 1) colour = { ...colour, l: colour.l + step };
  return hexOf(colour);
}

function isRead(hex: string, grounds: readonly string[]): boolean {
  return grounds.every((ground) => contrast(hex, ground) >= enough);
}
