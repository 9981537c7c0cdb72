import { dateFormat } from "@/lib/date-format";
import { hourOf } from "./hour";
import type { Locale } from "./locale";

/** Returns a day as people read it: « 12 septembre », “12 September”, unbroken; with its year when asked. */
export function dayInWords(instant: Date, locale: Locale, timeZone: string, withYear = false): string {
  return dateInWords(instant, locale, {
    day: "numeric",
    month: "long",
    year: withYear ? "numeric" : undefined,
    timeZone,
  });
}

/** Returns a day and an hour: « 12 novembre 2026 à 14 h 20 », “12 November 2026 at 14:20”. */
export function dayAndTime(at: Date, locale: Locale, timeZone: string): string {
  const day = dateInWords(at, locale, { dateStyle: "long", timeZone });
  return `${day} ${locale === "fr" ? "à" : "at"} ${hourOf(at, locale, timeZone)}`;
}

/** Returns a date in that shape, the first of a month as « 1er », with no line break between a day and its month. */
export function dateInWords(instant: Date, locale: Locale, shape: Intl.DateTimeFormatOptions): string {
  const date = dateFormat(locale, shape).format(instant);
  const written = locale === "fr" ? date.replace(/(?<!\d)1 (?=\p{L})/u, "1er ") : date;
  return written.replace(/(?<![\d:])(\d{1,2}(?:er)?) (?=\p{L})/u, "$1\u00a0");
}
