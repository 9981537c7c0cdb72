import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { FieldFrame } from "@/app/ui/field-frame";
import { longestMegabytes } from "@/lib/register-import/file/import-file";
import type { Office } from "../offices";

/** Posts the file to its own route: a server action would hold all of it in memory. */
export function FileForm({ office, isRefused }: { office: Office; isRefused: boolean }) {
  const t = useTranslations("registerImport");
  return (
    <form method="post" action={`${office.paths.import}/fichier`} encType="multipart/form-data">
      <FieldFrame
        name="file"
        label={t("file")}
        hint={t("fileHint", { megabytes: longestMegabytes })}
        error={isRefused ? t("noFileText") : undefined}
      >
        {(described) => (
          <input {...described} className="file" type="file" name="file" accept=".csv,.txt,.tsv,text/csv" />
        )}
      </FieldFrame>
      <Actions>
        <Submit>{t("check")}</Submit>
      </Actions>
    </form>
  );
}
