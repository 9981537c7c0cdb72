import { dateFormat } from "@/lib/date-format";
import type { Locale } from "./locale";

/**
 * Returns the hour from which one may try again, rounded up to a whole minute: a person who comes back when the clock
 * shows it must not be refused again.
 */
export function retryHourOf(retryAt: Date, locale: Locale, timeZone: string): string {
  return hourOf(new Date(Math.ceil(retryAt.getTime() / 60_000) * 60_000), locale, timeZone);
}

/** Returns an hour of the day as people read it: « 4 h 20 », “04:20”. */
export function hourOf(instant: Date, locale: Locale, timeZone: string): string {
  const parts = dateFormat("en", { hour: "2-digit", minute: "2-digit", timeZone }).formatToParts(instant);
  const part = (type: "hour" | "minute") => parts.find((each) => each.type === type)?.value ?? "";
  return locale === "fr"
    ? `${Number(part("hour"))}\u00a0h\u00a0${part("minute")}`
    : `${part("hour")}:${part("minute")}`;
}
