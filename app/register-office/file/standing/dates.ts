import { useLocale } from "next-intl";
import { dayInWords } from "@/lib/http/day";
import { hourOf } from "@/lib/http/hour";
import { institution } from "@/lib/institution";

/** Returns how this page writes instants and days, in the reader's language and the institution's time zone. */
export function useDates() {
  const locale = useLocale();
  const { timeZone } = institution();
  return {
    day: (instant: Date) => dayInWords(instant, locale, timeZone, true),
    hour: (instant: Date) => hourOf(instant, locale, timeZone),
    /** For a day of the register, `YYYY-MM-DD`. */
    plainDay: (day: string) => dayInWords(new Date(day), locale, "UTC", true),
  };
}
