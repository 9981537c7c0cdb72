import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page } from "@/app/ui/page-layout";
import { readLastLines, shownLines } from "@/lib/audit/last-lines";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { overseers } from "../access";
import { AdministrationSections } from "../sections";
import { JournalTable } from "./journal-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journal"))("pageTitle") };
}

/** The last lines of the journal. Reading them is a line too. */
export default async function JournalPage() {
  const reader = await requireRole(overseers);
  const t = await getTranslations("journal");
  const lines = await readLastLines(services(), reader);
  return (
    <Page steps={<AdministrationSections here="/administration/journal" />} wide>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead", { count: shownLines })}</p>
      <JournalTable lines={lines} label={t("tableLabel", { count: shownLines })} />
    </Page>
  );
}
