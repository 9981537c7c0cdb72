import { useTranslations } from "next-intl";
import type { RunReport } from "@/lib/register-import/read-run";

/** How many lines are behind, as the last transaction that was committed says. */
export function Progress({ run: { id, appliedLine, lastLine } }: { run: RunReport["run"] }) {
  const t = useTranslations("registerImport");
  return (
    <div className="progress">
      <label htmlFor="progress">{t("progress", { line: appliedLine - 1, last: lastLine - 1 })}</label>
      <progress id="progress" value={appliedLine - 1} max={lastLine - 1} />
      <p>
        <a href={`/scolarite/import/${id}`}>{t("look")}</a>
      </p>
    </div>
  );
}
