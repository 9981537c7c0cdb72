import type { IncomingHttpHeaders } from "node:http";
import { chooseLocale, type Locale, languageCookie } from "@/lib/http/locale";
import { decoded } from "@/lib/network/internal-paths";

/** True under `/api`, where whatever goes wrong is told as a problem rather than as a page. */
export function isApiPath(path: string): boolean {
  return /^\/api(?:[/?]|$)/.test(decoded(path));
}

/** The language to answer in, when there is no Next to ask. */
export function localeOf(headers: Pick<IncomingHttpHeaders, "cookie" | "accept-language">): Locale {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(fr|en)`).exec(headers.cookie?.trim() ?? "")?.[1];
  return chooseLocale(chosen, headers["accept-language"] ?? null);
}
