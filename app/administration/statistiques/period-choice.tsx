import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { type PeriodName, periods } from "@/lib/statistics/period";

/** Chooses how far back to look. Uses links, so that each view has its URL. */
export function PeriodChoice({ chosen }: { chosen: PeriodName }) {
  const t = useTranslations("statistics.period");
  return (
    <nav className="sections" aria-label={t("label")}>
      <ul>
        {periods.map((name) => (
          <li key={name}>
            <Link
              href={`/administration/statistiques?periode=${name}`}
              aria-current={name === chosen ? "page" : undefined}
            >
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
