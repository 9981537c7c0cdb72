import { useLocale, useTranslations } from "next-intl";
import { keptWhole } from "@/app/ui/kept-whole";
import { Link } from "@/app/ui/link";
import { Rows } from "@/app/ui/rows";
import { dayAndTime } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import type { readLastRuns } from "@/lib/register-import/read-run";
import type { Office } from "../offices";
import { reportPath } from "../paths";

/** The latest imports, and the outcome of each. */
export function LastRuns({ office, runs }: { office: Office; runs: Awaited<ReturnType<typeof readLastRuns>> }) {
  const t = useTranslations("registerImport.last");
  const locale = useLocale();
  return (
    <section className="flow">
      <h2>{t("title")}</h2>
      <Rows>
        {runs.map(({ id, fileName, startedAt, startedBy, standing }) => (
          <div key={id}>
            <Link href={reportPath(office, id)}>{fileName || t("unnamed")}</Link>
            <p className="hint">
              {t.rich("line", {
                at: dayAndTime(startedAt, locale, institution().timeZone),
                by: startedBy ?? t("commandLine"),
                state: t(`states.${standing}`),
                nb: keptWhole,
              })}
            </p>
          </div>
        ))}
      </Rows>
    </section>
  );
}
