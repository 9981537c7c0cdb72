import type { Locale } from "./http/locale";

/** Kept, because making one costs fifty times as much as using it. There is one per way of writing a date. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns a format for dates in this language: French as in France, English as in Britain. */
export function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", options);
  formats.set(key, format);
  return format;
}
