import type { getTranslations } from "next-intl/server";
import { hourOf } from "@/lib/http/hour";
import type { Locale } from "@/lib/http/locale";

type Translate = Awaited<ReturnType<typeof getTranslations<"recoveryEmail.standing">>>;

/** « avant ce soir 23 h 59 »; a message sent late in the evening lasts an hour, so that its end may be tomorrow. */
export function waitingTitle(t: Translate, expiresAt: Date, locale: Locale, timeZone: string): string {
  const hour = hourOf(expiresAt, locale, timeZone);
  const lastMinute = /^23\D+59$/.test(hour);
  return t(lastMinute ? "waitingTitle" : "waitingTitleOther", { hour });
}
