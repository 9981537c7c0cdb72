import { createTranslator } from "use-intl/core";
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
