import type { Locale } from "@/lib/http/locale";
import { institution } from "@/lib/institution";
import { whomToTell } from "@/lib/whom-to-tell";
import { Phone } from "./phone";

/** Returns the values of a sentence that says whom to tell at once, with a number that a telephone can call. */
export function whomToCall(locale: Locale) {
  const { name, place, phone } = whomToTell(locale, institution());
  return { name, place, phone: () => <Phone number={phone} /> };
}
