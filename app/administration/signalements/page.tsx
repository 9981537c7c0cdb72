import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/ui/empty-state";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { raised } from "@/app/ui/raised";
import { Rows } from "@/app/ui/rows";
import { lastReportedAt, readReports } from "@/lib/change-report/read-reports";
import { dayAndTime } from "@/lib/http/day";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { hasRole } from "@/lib/session/visitor";
import { overseers, suspenders } from "../access";
import { AdministrationSections } from "../sections";
import { ReportRow } from "./report-row";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("changeReport.reports"))("pageTitle") };
}

/** The accounts whose holders reported « Ce n’était pas moi »: IT suspends those that somebody else may be using. */
export default async function ReportsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { visitor } = await requireRole(overseers);
  const t = await getTranslations("changeReport.reports");
  const maySuspend = hasRole(visitor, suspenders);
  const reports = await readReports(services());
  const last = reports.length === 0 ? await lastReportedAt(services()) : null;
  const lastAt = last && dayAndTime(last, await getLocale(), services().institution.timeZone);
  const { fait } = await searchParams;
  return (
    <Page steps={<AdministrationSections here="/administration/signalements" />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      {fait === "suspendu" && <Notice tone="done" title={t("suspendedNow")} />}
      {fait === "leve" && <Notice tone="done" title={t("liftedNow")} />}
      {reports.length === 0 ? (
        <EmptyState title={t("none")}>{lastAt && raised(t("last", { at: lastAt }))}</EmptyState>
      ) : (
        <Rows>
          {reports.map((report) => (
            <ReportRow key={report.id} report={report} maySuspend={maySuspend} />
          ))}
        </Rows>
      )}
    </Page>
  );
}
