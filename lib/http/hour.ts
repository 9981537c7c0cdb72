import { dateFormat } from "@/lib/date-format";
import type { Locale } from "./locale";

/** The hour of a day as people read it: « 14 h 20 », “14:20”. */
export function hourOf(instant: Date, locale: Locale, timeZone: string): string {
  const parts = dateFormat("en", { hour: "numeric", minute: "2-digit", timeZone }).formatToParts(instant);
  const part = (type: "hour" | "minute") => parts.find((each) => each.type === type)?.value ?? "";
  return locale === "fr"
    ? `${Number(part("hour"))}\u00a0h\u00a0${part("minute")}`
    : `${part("hour")}:${part("minute")}`;
}
