import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { overseers } from "@/app/administration/access";
import { AdministrationSections } from "@/app/administration/sections";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { reportAcceptances } from "@/lib/charter-evidence/report-acceptances";
import { addressWords, isServed } from "@/lib/population";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { CountTable } from "./count-table";
import { FindReceipts } from "./find-receipts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charters.report"))("pageTitle") };
}

/** Who accepted: numbers without names, every acceptance as a file, and the receipt of one person. */
export default async function AcceptancesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireRole(overseers);
  const t = await getTranslations("charters");
  const { identifier, pour } = await searchParams;
  const isStaffServed = isServed("staff", services().institution);
  const population = pour === addressWords.staff && isStaffServed ? "staff" : "student";
  const { accounts, accepted, components, versions } = await reportAcceptances(services(), population);
  return (
    <Page steps={<AdministrationSections here="/administration/chartes" />}>
      <h1>{t(`report.title.${population}`)}</h1>
      {isStaffServed && (
        <p className="one-link">
          <Link href={population === "student" ? `?pour=${addressWords.staff}` : "?"}>
            {t(`report.other.${population}`)}
          </Link>
        </p>
      )}
      <p className="lead">{t("report.summary", { accepted, accounts })}</p>
      <CountTable
        caption={t(`report.byComponent.${population}`)}
        first={t(`report.component.${population}`)}
        rows={components.map(({ code, name, ...counts }) => ({ key: code, name, ...counts }))}
        total={{ key: "total", name: t("report.total"), accounts, accepted }}
      />
      <CountTable
        caption={t("report.byVersion")}
        first={t("report.versionColumn")}
        rows={versions.map(({ version, accepted }) => ({
          key: String(version),
          name: String(version),
          accounts,
          accepted,
        }))}
      />
      <p className="hint">{t("report.byVersionHint")}</p>
      <p className="one-link">
        <a href="/administration/chartes/acceptations/acceptations.csv">{t("report.csv")}</a>
      </p>
      <p className="hint">{t("report.csvHint")}</p>
      <FindReceipts identifier={typeof identifier === "string" ? identifier.slice(0, 254) : null} />
    </Page>
  );
}
