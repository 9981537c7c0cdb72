import type { Locale } from "./http/locale";
import type { Institution } from "./institution";

/** Returns the team to tell at once of an action that was not one's own: the IT department's accounts team. */
export function whomToTell(locale: Locale, { help }: Institution) {
  return { name: help.it.name[locale], place: help.it.place[locale], phone: help.it.phone ?? help.phone };
}
