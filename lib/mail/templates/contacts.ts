import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";

/** Whom to tell at once that something was not one's own doing, as the sentences `notYou` expect it. */
export function whomToTell(locale: Locale, { help }: Institution) {
  return { name: help.it.name[locale], place: help.it.place[locale], phone: help.it.phone ?? help.phone };
}
