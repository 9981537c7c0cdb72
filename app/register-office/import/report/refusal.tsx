import { useTranslations } from "next-intl";
import { Notice } from "@/app/ui/notice";
import { longestMegabytes } from "@/lib/register-import/file/import-file";
import type { RunReport } from "@/lib/register-import/read-run";
import type { FileRefusal } from "@/lib/register-import/refuse-file";

/** Why a file was refused as a whole, and what to do about it. */
export function Refusal({ run: { refusal, refusalValues } }: { run: RunReport["run"] }) {
  const t = useTranslations("registerImport.refusals");
  const reason = refusal as FileRefusal;
  const values = { columns: "", count: 0, line: 0, megabytes: longestMegabytes, ...refusalValues };
  return (
    <Notice tone="stop" title={t(`${reason}.title`, values)} alert>
      <p>{t(`${reason}.text`, values)}</p>
    </Notice>
  );
}
