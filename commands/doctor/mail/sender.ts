import type { Institution } from "@/lib/institution";
import { type Finding, fault, ok, warning } from "../finding";

/**
 * Checks `MAIL_FROM`: an address in one of the institution's domains, or mail providers consider our letters forged.
 */
export function checkSender(mailFrom: string, institution: Institution | null): Finding[] {
  const address = /^(?:[^<>]*<)?([^\s<>@]+@[^\s<>@]+)>?$/.exec(mailFrom.trim())?.[1];
  if (!address) return [fault("mail.from.malformed")];
  const domain = address.slice(address.indexOf("@") + 1).toLowerCase();
  const own = institution?.domains.own ?? [];
  const isOwn = own.some((name) => `.${domain}`.endsWith(`.${name.toLowerCase()}`));
  if (!institution) return [];
  return [isOwn ? ok("mail.from.ok", { address }) : warning("mail.from.foreign", { address, own: own.join(", ") })];
}
