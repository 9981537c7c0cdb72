import { contrast, hexOf, type Oklch, oklchOf } from "./oklch";

/** The accent already in app/styles/tokens.css, light and dark. */
export const houseAccent = "#124f3b";

/** The colours derived from an institution's accent, each `#rrggbb`. */
export interface Accent {
  accent: string;
  tint: string;
  /** Text on the accent: the label of a button. */
  on: string;
}

/** The contrast of accent-coloured text on every ground that it may be on (WCAG 2.2, 1.4.6, level AAA). */
const enough = 7;

/** The grounds of app/styles/tokens.css that are the same everywhere: ground, paper, here-tint, stop-tint. */
const lightGrounds = ["#f3f4ec", "#ffffff", "#fbebc0", "#f8e2dc"];
const darkGrounds = ["#141a18", "#1d2522", "#43350f", "#41201b"];

/** Returns the light theme: the institution's own colour, darkened only as much as readability requires. */
export function lightAccent(given: string): Accent {
  const colour = oklchOf(given);
  const tint = hexOf({ ...colour, l: 0.915, c: Math.min(colour.c / 4, 0.03) });
  const grounds = [...lightGrounds, tint];
  if (isRead(given, grounds)) return { accent: given.toLowerCase(), tint, on: "#ffffff" };
  return { accent: moved(colour, -0.005, grounds), tint, on: "#ffffff" };
}

/** Returns what to log at start-up when the institution's colour was darkened; null when it is used as given. */
export function accentCorrection(given: string): string | null {
  const { accent } = lightAccent(given);
  return accent === given.toLowerCase() ? null : `accent: ${given} is worn as ${accent}, to be read on every ground`;
}

/** Returns the dark theme: the same hue, light and soft. */
export function darkAccent(given: string): Accent {
  const colour = oklchOf(given);
  const tint = hexOf({ ...colour, l: 0.325, c: Math.min(0.4 * colour.c, 0.04) });
  const start = { ...colour, l: 0.8, c: Math.min(colour.c, 0.075) };
  const accent = moved(start, 0.005, [...darkGrounds, tint]);
  return { accent, tint, on: hexOf({ ...colour, l: 0.22, c: 0.03 }) };
}

/** Returns the style sheet that applies an institution's colour to the pages, light and dark. */
export function accentStyle(given: string): string {
  const rule = ({ accent, tint, on }: Accent) => `:root{--accent:${accent};--accent-tint:${tint};--on-accent:${on}}`;
  return `${rule(lightAccent(given))}@media (prefers-color-scheme:dark){${rule(darkAccent(given))}}`;
}

/** Returns the first colour, from `start` by steps of lightness, that is readable on all the grounds. */
function moved(start: Oklch, step: number, grounds: readonly string[]): string {
  let colour = start;
  while (!isRead(hexOf(colour), grounds) && colour.l > 0 && colour.l < 1) colour = { ...colour, l: colour.l + step };
  return hexOf(colour);
}

function isRead(hex: string, grounds: readonly string[]): boolean {
  return grounds.every((ground) => contrast(hex, ground) >= enough);
}
