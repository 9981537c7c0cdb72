import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nothingHere } from "@/app/nothing-here";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { readLastRuns } from "@/lib/register-import/read-run";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import type { Office } from "../offices";
import { OfficeSections } from "../sections";
import { isOpenHere, titledIn } from "../words";
import { ColumnsHelp } from "./columns-help";
import { FileForm } from "./file-form";
import { LastRuns } from "./last-runs";

export function importMetadata(office: Office): Promise<Metadata> {
  return titledIn(office, async () => (await getTranslations("registerImport"))(`pageTitle.${office.population}`));
}

export interface ImportQuery {
  searchParams: Promise<{ fichier?: string | string[] }>;
}

/** A file is given; nothing is done before its report was seen. */
export async function ImportPage({ office, searchParams }: ImportQuery & { office: Office }) {
  if (!isOpenHere(office)) return nothingHere();
  await requireRole(office.roles);
  const { population } = office;
  const t = await getTranslations("registerImport");
  const { fichier } = await searchParams;
  const runs = await readLastRuns(services(), population);
  return (
    <Page steps={<OfficeSections office={office} here="import" />} aside={<ColumnsHelp office={office} />}>
      <h1>{t(`title.${population}`)}</h1>
      {fichier === "aucun" && (
        <Notice tone="stop" title={t("noFile")} alert>
          <p>{t("noFileText")}</p>
        </Notice>
      )}
      <p className="lead">{t("lead", { population })}</p>
      <FileForm office={office} />
      {runs.length > 0 && <LastRuns office={office} runs={runs} />}
    </Page>
  );
}
