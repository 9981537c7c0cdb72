import { addDays, dayOf, startOfDay } from "@/lib/calendar";

/** Longest charter in one language, in characters. Both languages fit easily in one form. */
export const longestCharter = 24_000;

/** How many days ahead a version may be published. */
const furthestDays = 366;

export interface Texts {
  fr: string;
  en: string;
}

/** Returns the text as it is stored, hashed and accepted: every browser's line endings alike, one at the end. */
export function normalised(markdown: string): string {
  return `${markdown.replace(/\r\n?/g, "\n").trim()}\n`;
}

export type TextFault = "no-title-fr" | "no-title-en" | "unchanged";

/** Returns why these texts cannot be a version: it starts with a title, and differs from the one in force. */
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

/** Returns when a version comes into force: at once, or at 00:00 of a later day in the institution's time zone. */
export function openingOf(day: string | null, now: Date, timeZone: string): Opening {
  if (day === null) return { ok: true, at: now };
  const today = dayOf(now, timeZone);
  if (day <= today) return { ok: false, reason: "not-later" };
  return day > addDays(today, furthestDays)
    ? { ok: false, reason: "too-far" }
    : { ok: true, at: startOfDay(day, timeZone) };
}
