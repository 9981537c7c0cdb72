import type { getTranslations } from "next-intl/server";
import { hourOf } from "@/lib/http/hour";
import type { Locale } from "@/lib/http/locale";

type Translate = Awaited<ReturnType<typeof getTranslations<"recoveryEmail.standing">>>;

/** Returns « avant ce soir 23 h 59 », or another hour: a message sent late lasts an hour, perhaps until tomorrow. */
export function waitingTitle(t: Translate, expiresAt: Date, locale: Locale, timeZone: string): string {
  const hour = hourOf(expiresAt, locale, timeZone);
  const lastMinute = /^23\D+59$/.test(hour);
  return t(lastMinute ? "waitingTitle" : "waitingTitleOther", { hour });
}
