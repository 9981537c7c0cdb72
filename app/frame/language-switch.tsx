import { useLocale, useTranslations } from "next-intl";
import { chooseLanguage } from "./choose-language";

/** The other language, in its own words. A form: it works without scripts, and comes back to the same page. */
export function LanguageSwitch() {
  const t = useTranslations("common");
  const other = useLocale() === "fr" ? "en" : "fr";
  return (
    <form action={chooseLanguage}>
      <button type="submit" className="as-link" name="language" value={other} lang={other}>
        {t("otherLanguage")}
      </button>
    </form>
  );
}
