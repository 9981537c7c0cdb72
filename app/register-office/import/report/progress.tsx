import { useTranslations } from "next-intl";
import type { RunReport } from "@/lib/register-import/read-run";
import type { Office } from "../../offices";
import { reportPath } from "../../paths";

/** How many lines are done, as of the last committed transaction. */
export function Progress({ office, run: { id, appliedLine, lastLine } }: { office: Office; run: RunReport["run"] }) {
  const t = useTranslations("registerImport");
  return (
    <div className="progress">
      <label htmlFor="progress">{t("progress", { line: appliedLine - 1, last: lastLine - 1 })}</label>
      <progress id="progress" value={appliedLine - 1} max={lastLine - 1} />
      <p>
        <a href={reportPath(office, id)}>{t("look")}</a>
      </p>
    </div>
  );
}
