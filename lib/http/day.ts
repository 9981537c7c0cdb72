import { dateFormat } from "@/lib/date-format";
import type { Locale } from "./locale";

/** A day as people read it: « 12 septembre », “12 September”; with its year when asked. */
export function dayInWords(instant: Date, locale: Locale, timeZone: string, withYear = false): string {
  const format = dateFormat(locale, {
    day: "numeric",
    month: "long",
    year: withYear ? "numeric" : undefined,
    timeZone,
  });
  return locale === "fr" ? format.format(instant).replace(/^1 /, "1er ") : format.format(instant);
}
