import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { nothingHere } from "@/app/nothing-here";
import { ButtonLink } from "@/app/ui/button";
import { Page } from "@/app/ui/page-layout";
import { readLines, readRun } from "@/lib/register-import/read-run";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { registrars } from "../../access";
import { RegistrarSections } from "../../sections";
import { Counts } from "./counts";
import { filters, Lines } from "./lines";
import { Standing } from "./standing";

export async function reportMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("registerImport"))("reportTitle") };
}

interface ReportPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What a file would do, does, or did: the answer first, then the figures, then line by line. */
export async function ReportPage({ params, searchParams }: ReportPageProps) {
  await requireRole(registrars);
  const t = await getTranslations("registerImport");
  const id = z.uuid().safeParse((await params).id);
  const report = id.success ? await readRun(services(), id.data) : null;
  if (!report) return nothingHere();
  const { run, counts, standing } = report;
  const { outcome, page } = asked.parse(await searchParams);
  const isRead = !["refused", "reading", "unread"].includes(standing);
  const lines = isRead ? await readLines(services(), run.id, outcome, page) : [];
  return (
    <Page steps={<RegistrarSections here={null} />} wide>
      <Standing report={report} />
      {isRead && (
        <>
          <Counts counts={counts} isDone={run.state === "done"} />
          <Lines
            id={run.id}
            lines={lines}
            counts={counts}
            outcome={outcome}
            page={page}
            isDone={run.state === "done"}
          />
        </>
      )}
      <ButtonLink href="/scolarite/import" kind="second">
        {t("another")}
      </ButtonLink>
    </Page>
  );
}

/** `?lignes=refuse&page=2`. Anything else shows the first page of all. */
const asked = z
  .object({ lignes: z.string().optional().catch(undefined), page: z.coerce.number().int().min(1).max(9_999).catch(1) })
  .transform(({ lignes, page }) => ({ outcome: filters.find(({ word }) => word === lignes)?.outcome ?? null, page }));
