import type { Locale } from "./http/locale";
import type { Institution } from "./institution";

/** Whom to tell at once that something was not one's own doing: the accounts team of the IT department. */
export function whomToTell(locale: Locale, { help }: Institution) {
  return { name: help.it.name[locale], place: help.it.place[locale], phone: help.it.phone ?? help.phone };
}
