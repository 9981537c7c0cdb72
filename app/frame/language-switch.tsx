import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { pathHeader } from "@/lib/session/paths";
import { chooseLanguage } from "./choose-language";

/** The other language, in its own words. A form: it works without scripts, and returns to the same page. */
export async function LanguageSwitch() {
  const t = await getTranslations("common");
  const other = (await getLocale()) === "fr" ? "en" : "fr";
  return (
    <form action={chooseLanguage}>
      <input type="hidden" name="page" value={(await headers()).get(pathHeader) ?? "/"} />
      <input type="hidden" name="language" value={other} />
      <button type="submit" className="as-link" lang={other}>
        {t("otherLanguage")}
      </button>
    </form>
  );
}
