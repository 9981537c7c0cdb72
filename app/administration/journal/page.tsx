import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { readJournalQuestion } from "@/lib/audit/filter";
import { readJournal } from "@/lib/audit/read-journal";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { overseers } from "../access";
import { AdministrationSections } from "../sections";
import { JournalFilterForm } from "./journal-filter-form";
import { JournalTable } from "./journal-table";
import { Takeaways, Turns } from "./ways-on";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journal"))("pageTitle") };
}

/** The lines of the journal that the URL asks for. Reading adds a line too; an invalid question reads nothing. */
export default async function JournalPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const reader = await requireRole(overseers);
  const t = await getTranslations("journal");
  const query = await searchParams;
  const question = readJournalQuestion(query);
  const { env } = services();
  const form = <JournalFilterForm query={query} question={question} internalNetworks={env.internalNetworks} />;
  const page = question.ok ? await readJournal(services(), reader, question.value) : null;
  return (
    <Page steps={<AdministrationSections here="/administration/journal" />} wide>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      {form}
      {page && question.ok && page.lines.length > 0 && (
        <>
          <Takeaways question={question.value} />
          <JournalTable lines={page.lines} label={t("tableLabel")} />
          <Turns question={question.value} newer={page.newer} older={page.older} />
        </>
      )}
      {page?.lines.length === 0 && (
        <Notice tone="neutral" title={t("none.title")}>
          <p>{t("none.text")}</p>
        </Notice>
      )}
    </Page>
  );
}
