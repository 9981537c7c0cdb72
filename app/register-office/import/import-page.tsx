import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { readLastRuns } from "@/lib/register-import/read-run";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { registrars } from "../access";
import { RegistrarSections } from "../sections";
import { ColumnsHelp } from "./columns-help";
import { FileForm } from "./file-form";
import { LastRuns } from "./last-runs";

export async function importMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("registerImport"))("pageTitle") };
}

interface Query {
  fichier?: string | string[];
}

/** A file is given; nothing is done before its report was seen. */
export async function ImportPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireRole(registrars);
  const t = await getTranslations("registerImport");
  const { fichier } = await searchParams;
  const runs = await readLastRuns(services());
  return (
    <Page steps={<RegistrarSections here="/scolarite/import" />} aside={<ColumnsHelp />}>
      <h1>{t("title")}</h1>
      {fichier === "aucun" && (
        <Notice tone="stop" title={t("noFile")} alert>
          <p>{t("noFileText")}</p>
        </Notice>
      )}
      <p className="lead">{t("lead")}</p>
      <FileForm />
      {runs.length > 0 && <LastRuns runs={runs} />}
    </Page>
  );
}
