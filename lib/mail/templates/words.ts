import { createTranslator } from "use-intl/core";
import { dateInWords } from "@/lib/http/day";
import { hourOf } from "@/lib/http/hour";
import type { Locale } from "@/lib/http/locale";
import { type Messages, messages } from "@/messages/catalogue";

const translator = (locale: Locale) => createTranslator({ locale, messages: messages[locale], namespace: "mail" });

export type MailWords = ReturnType<typeof translator>;

/** Kept, because a translator caches the sentences that it has parsed, which is most of the cost of a mail. */
const translators: Record<Locale, MailWords> = { fr: translator("fr"), en: translator("en") };

/** How an account was changed, as the mails call it. */
export type ChangeWord = keyof Messages["mail"]["changes"];

/** Returns the sentences of the mails in one language. */
export function mailWords(locale: Locale): MailWords {
  return translators[locale];
}

/** « 12 novembre 2026 à 14 h 20 », “12 November 2026 at 14:20”, in the institution's time zone. */
export function dayAndTime(at: Date, locale: Locale, timeZone: string): string {
  const day = dateInWords(at, locale, { dateStyle: "long", timeZone });
  const hour = hourOf(at, locale, timeZone);
  return `${day} ${locale === "fr" ? "à" : "at"} ${hour}`;
}
