import { dateFormat } from "@/lib/date-format";
import type { Locale } from "./locale";

/** A day as people read it: « 12 septembre », “12 September”, held together; with its year when asked. */
export function dayInWords(instant: Date, locale: Locale, timeZone: string, withYear = false): string {
  const format = dateFormat(locale, {
    day: "numeric",
    month: "long",
    year: withYear ? "numeric" : undefined,
    timeZone,
  });
  return heldTogether(format.format(instant), locale);
}

/** A date as a format of ours writes it, its first day as in print (« 1er »), and no line ending between a day and its month. */
export function heldTogether(date: string, locale: Locale): string {
  const written = locale === "fr" ? date.replace(/(?<!\d)1 (?=\p{L})/u, "1er ") : date;
  return written.replace(/(\d(?:er)?) (?=\p{L})/u, "$1\u00a0");
}
