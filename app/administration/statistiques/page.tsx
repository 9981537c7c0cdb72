import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page } from "@/app/ui/page-layout";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { figureNames, readFigure } from "@/lib/statistics/figures";
import { readPeriod } from "@/lib/statistics/period";
import { overseers } from "../access";
import { AdministrationSections } from "../sections";
import { FigureSection } from "./figure-section";
import { PeriodChoice } from "./period-choice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statistics"))("pageTitle") };
}

/** The service's activity in plots. Counts only: nobody is named, and no member of staff is compared. */
export default async function StatisticsPage({
  searchParams,
}: {
  searchParams: Promise<{ periode?: string | string[] }>;
}) {
  await requireRole(overseers);
  const t = await getTranslations("statistics");
  const period = readPeriod((await searchParams).periode);
  const figures = await Promise.all(
    figureNames.map(async (name) => ({ name, figure: await readFigure(services(), name, period) })),
  );
  return (
    <Page steps={<AdministrationSections here="/administration/statistiques" />} wide>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <PeriodChoice chosen={period} />
      <div className="figures">
        {figures.map(({ name, figure }) => (
          <FigureSection key={name} name={name} figure={figure} period={period} />
        ))}
      </div>
    </Page>
  );
}
