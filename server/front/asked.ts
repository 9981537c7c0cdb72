import type { IncomingHttpHeaders } from "node:http";
import { chooseLocale, type Locale, languageCookie } from "@/lib/http/locale";
import { decoded } from "@/lib/network/internal-paths";

/** True under `/api`, where a failure is answered with a problem rather than a page. */
export function isApiPath(path: string): boolean {
  return /^\/api(?:[/?]|$)/.test(decoded(path));
}

/** Returns the language to answer in when Next is not there to choose it. */
export function localeOf(headers: Pick<IncomingHttpHeaders, "cookie" | "accept-language">): Locale {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(fr|en)`).exec(headers.cookie?.trim() ?? "")?.[1];
  return chooseLocale(chosen, headers["accept-language"] ?? null);
}
