import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { env } from "@/lib/env";

/** In demo mode, the link from every page to the people, their mail and the clock. */
export function DemoStrip() {
  const t = useTranslations("demo");
  if (!env().isDemo) return null;
  return (
    <aside className="demo-strip" aria-label={t("pageTitle")}>
      <p>
        {t.rich("strip", {
          link: (chunks) => <Link href="/demo">{chunks}</Link>,
        })}
      </p>
    </aside>
  );
}
