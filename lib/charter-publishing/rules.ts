import { addDays, dayOf, startOfDay } from "@/lib/calendar";

/** Characters of a charter in one language. Both fit, with room, in what one form may send. */
export const longestCharter = 24_000;

/** Days ahead that a version may be published for. */
const furthestDays = 366;

export interface Texts {
  fr: string;
  en: string;
}

/** The text as it is kept, hashed and accepted: lines end alike whatever browser sent them, and so does the last one. */
export function normalised(markdown: string): string {
  return `${markdown.replace(/\r\n?/g, "\n").trim()}\n`;
}

export type TextFault = "no-title-fr" | "no-title-en" | "unchanged";

/** Why these texts cannot become a version: a charter begins with its title, and differs from the one in force. */
export function faultsOf(texts: Texts, inForce: Texts): TextFault[] {
  if (texts.fr === inForce.fr && texts.en === inForce.en) return ["unchanged"];
  return [
    ...(hasTitle(texts.fr) ? [] : (["no-title-fr"] as const)),
    ...(hasTitle(texts.en) ? [] : (["no-title-en"] as const)),
  ];
}

function hasTitle(markdown: string): boolean {
  return /^# \S.*\n\s*\S/.test(markdown);
}

export type Opening = { ok: true; at: Date } | { ok: false; reason: "not-later" | "too-far" };

/** From when a version is in force: at once, or at 00:00 of a later day of the institution's time zone. */
export function openingOf(day: string | null, now: Date, timeZone: string): Opening {
  if (day === null) return { ok: true, at: now };
  const today = dayOf(now, timeZone);
  if (day <= today) return { ok: false, reason: "not-later" };
  return day > addDays(today, furthestDays)
    ? { ok: false, reason: "too-far" }
    : { ok: true, at: startOfDay(day, timeZone) };
}
