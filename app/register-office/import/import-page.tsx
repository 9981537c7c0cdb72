import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nothingHere } from "@/app/nothing-here";
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
import { NoFile } from "./no-file";

export function importMetadata(office: Office, { searchParams }: ImportQuery): Promise<Metadata> {
  return titledIn(office, async () => {
    const title = (await getTranslations("registerImport"))(`pageTitle.${office.population}`);
    return isWithoutFile(await searchParams) ? (await getTranslations("common"))("refusedTitle", { title }) : title;
  });
}

export interface ImportQuery {
  searchParams: Promise<{ fichier?: string | string[] }>;
}

/** True when the address says so: a form sent without a file leads back here. */
const isWithoutFile = ({ fichier }: Awaited<ImportQuery["searchParams"]>) => fichier === "aucun";

/** Asks for a file; nothing is applied before its report is seen. */
export async function ImportPage({ office, searchParams }: ImportQuery & { office: Office }) {
  if (!isOpenHere(office)) return nothingHere();
  await requireRole(office.roles);
  const { population } = office;
  const t = await getTranslations("registerImport");
  const isRefused = isWithoutFile(await searchParams);
  const runs = await readLastRuns(services(), population);
  return (
    <Page steps={<OfficeSections office={office} here="import" />} aside={<ColumnsHelp office={office} />}>
      <h1>{t(`title.${population}`)}</h1>
      {isRefused && <NoFile title={t("noFile")} text={t("noFileText")} />}
      <p className="lead">{t("lead", { population })}</p>
      <FileForm office={office} isRefused={isRefused} />
      {runs.length > 0 && <LastRuns office={office} runs={runs} />}
    </Page>
  );
}
