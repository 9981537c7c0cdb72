import Link from "next/link";
import { useTranslations } from "next-intl";
import { env } from "@/lib/env";

/** In demo mode, the way to the people, their mail and the clock, from wherever one is. */
export function DemoStrip() {
  const t = useTranslations("demo");
  if (!env().isDemo) return null;
  return (
    <aside className="demo-strip" aria-label={t("pageTitle")}>
      <p>
        {t.rich("strip", {
          link: (chunks) => (
            <Link href="/demo" prefetch={false}>
              {chunks}
            </Link>
          ),
        })}
      </p>
    </aside>
  );
}
