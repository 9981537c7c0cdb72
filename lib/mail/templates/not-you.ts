import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { whomToTell } from "@/lib/whom-to-tell";
import type { Block } from "./layout";
import { mailWords } from "./words";

/**
 * Returns the end of a mail about a change: the link to report it, if this mailbox may, and in any case whom to call.
 */
export function notYou(reportLink: string | null, locale: Locale, institution: Institution): Block[] {
  const t = mailWords(locale);
  const contacts = whomToTell(locale, institution);
  if (!reportLink) return [{ paragraph: t("notYou.call", contacts) }];
  return [
    { paragraph: t("notYou.press") },
    { link: reportLink, label: t("notYou.link") },
    { paragraph: t("notYou.orCall", contacts) },
  ];
}
