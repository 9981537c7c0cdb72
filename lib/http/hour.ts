import { dateFormat } from "@/lib/date-format";
import type { Locale } from "./locale";

/**
 * The hour from which one may try again: the first whole minute that is not before the instant, since whoever comes back when a clock
 * shows it must not be sent away once more.
 */
export function retryHourOf(retryAt: Date, locale: Locale, timeZone: string): string {
  return hourOf(new Date(Math.ceil(retryAt.getTime() / 60_000) * 60_000), locale, timeZone);
}

/** The hour of a day as people read it: « 4 h 20 », “04:20”. */
export function hourOf(instant: Date, locale: Locale, timeZone: string): string {
  const parts = dateFormat("en", { hour: "2-digit", minute: "2-digit", timeZone }).formatToParts(instant);
  const part = (type: "hour" | "minute") => parts.find((each) => each.type === type)?.value ?? "";
  return locale === "fr"
    ? `${Number(part("hour"))}\u00a0h\u00a0${part("minute")}`
    : `${part("hour")}:${part("minute")}`;
}
