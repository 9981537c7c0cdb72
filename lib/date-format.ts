import type { Locale } from "./http/locale";

/** Kept: making one costs fifty times what using it does. There are as many as there are ways to write a date here. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** How dates are written in that language, in French as in France and in English as in Britain. */
export function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", options);
  formats.set(key, format);
  return format;
}
