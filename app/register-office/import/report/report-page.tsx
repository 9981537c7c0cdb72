import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { nothingHere } from "@/app/nothing-here";
import { ButtonLink } from "@/app/ui/button";
import { Page } from "@/app/ui/page-layout";
import { isUuid } from "@/lib/forms/uuid";
import { readLines, readRun } from "@/lib/register-import/read-run";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import type { Office } from "../../offices";
import { reportPath } from "../../paths";
import { OfficeSections } from "../../sections";
import { isOpenHere, titledIn } from "../../words";
import { Counts } from "./counts";
import { filters, Lines } from "./lines";
import { Standing } from "./standing";

export function reportMetadata(office: Office): Promise<Metadata> {
  return titledIn(office, async () => (await getTranslations("registerImport"))("reportTitle"));
}

export interface ReportAddress {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What a file would do, does or did: the answer first, then the figures, then line by line. */
export async function ReportPage({ office, params, searchParams }: ReportAddress & { office: Office }) {
  if (!isOpenHere(office)) return nothingHere();
  await requireRole(office.roles);
  const { population } = office;
  const t = await getTranslations("registerImport");
  const { id } = await params;
  const report = isUuid(id) ? await readRun(services(), id, population) : null;
  if (!report) return nothingHere();
  const { run, counts, standing } = report;
  const { outcome, page } = asked.parse(await searchParams);
  const isRead = !["refused", "reading", "unread"].includes(standing);
  const lines = isRead ? await readLines(services(), run.id, outcome, page, population) : [];
  return (
    <Page steps={<OfficeSections office={office} here={null} />} wide>
      <Standing office={office} report={report} />
      {isRead && (
        <>
          <Counts counts={counts} isDone={run.state === "done"} />
          <Lines
            path={reportPath(office, run.id)}
            lines={lines}
            counts={counts}
            outcome={outcome}
            page={page}
            isDone={run.state === "done"}
          />
        </>
      )}
      <ButtonLink href={office.paths.import} kind="second">
        {t("another")}
      </ButtonLink>
    </Page>
  );
}

/** `?lignes=refuse&page=2`. Anything else shows the first page of all. */
const asked = z
  .object({ lignes: z.string().optional().catch(undefined), page: z.coerce.number().int().min(1).max(9_999).catch(1) })
  .transform(({ lignes, page }) => ({ outcome: filters.find(({ word }) => word === lignes)?.outcome ?? null, page }));
