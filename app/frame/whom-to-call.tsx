import type { Locale } from "@/lib/http/locale";
import { institution } from "@/lib/institution";
import { whomToTell } from "@/lib/whom-to-tell";
import { Phone } from "./phone";

/** For a sentence of a page that says whom to tell at once: a telephone calls the number that it shows. */
export function whomToCall(locale: Locale) {
  const { name, place, phone } = whomToTell(locale, institution());
  return { name, place, phone: () => <Phone number={phone} /> };
}
