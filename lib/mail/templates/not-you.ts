import type { Block } from "./layout";
import type { Means } from "./letter";

/**
 * Returns the end of a mail about a change: the link to report it, if this mailbox may, and in any case whom to call.
 */
export function notYou(reportLink: string | null, { t, contacts }: Means): Block[] {
  if (!reportLink) return [{ paragraph: t("notYou.call", contacts) }];
  return [
    { paragraph: t("notYou.press") },
    { link: reportLink, label: t("notYou.link") },
    { paragraph: t("notYou.orCall", contacts) },
  ];
}
