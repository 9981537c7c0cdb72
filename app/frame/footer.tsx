import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { institution } from "@/lib/institution";
import { accessibilityState } from "@/lib/legal-facts";
import { LanguageSwitch } from "./language-switch";
import { Phone } from "./phone";

/** Help first, then what the law asks for. */
export function Footer() {
  const t = useTranslations("common");
  const locale = useLocale();
  const { help, legal } = institution();
  return (
    <footer className="foot">
      <div>
        <p>
          {t.rich("footer.help", {
            link: (chunks) => <Link href="/aide">{chunks}</Link>,
            hours: help.hours[locale],
            phone: () => <Phone number={help.phone} />,
          })}
        </p>
        <ul>
          <li>
            <Link href="/accessibilite">{t("footer.accessibility", { state: accessibilityState(legal) })}</Link>
          </li>
          <li>
            <Link href="/donnees-personnelles">{t("footer.data")}</Link>
          </li>
          <li>
            <Link href="/mentions-legales">{t("footer.legal")}</Link>
          </li>
          <li>
            <LanguageSwitch />
          </li>
        </ul>
      </div>
    </footer>
  );
}
