import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, type Locale, languageCookie } from "@/lib/http/locale";
import { messages } from "@/messages/catalogue";

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
  }
}

/** The language of a page: the one chosen with the switch, else the browser's, else French. */
export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(languageCookie)?.value, (await headers()).get("accept-language"));
  return { locale, messages: messages[locale], timeZone: "Europe/Paris" };
});
