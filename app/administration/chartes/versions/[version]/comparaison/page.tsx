import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { overseers } from "@/app/administration/access";
import { Comparison } from "@/app/administration/chartes/comparison";
import { AdministrationSections } from "@/app/administration/sections";
import { nothingHere } from "@/app/nothing-here";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { listCharters, readTexts, versionBefore } from "@/lib/charter-publishing/read-charters";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charters.compare"))("pageTitle") };
}

/** What a version changed from the one before, in both languages. */
export default async function ComparisonPage({ params }: { params: Promise<{ version: string }> }) {
  await requireRole(overseers);
  const t = await getTranslations("charters");
  const asked = (await params).version;
  const { versions } = await listCharters(services());
  const version = versions.find((each) => String(each.version) === asked);
  const before = version && versionBefore(versions, version);
  const [texts, textsBefore] = await Promise.all(
    [version, before].map((each) => each && readTexts(services(), each.version)),
  );
  if (!version || !before || !texts || !textsBefore) return nothingHere();
  return (
    <Page steps={<AdministrationSections here="/administration/chartes" />}>
      <h1>{t("compare.title", { before: before.version, version: version.version })}</h1>
      <p>{t("publish.legend")}</p>
      <h2>{t("publish.compareFr")}</h2>
      <Comparison before={textsBefore.fr} after={texts.fr} lang="fr" />
      <h2>{t("publish.compareEn")}</h2>
      <Comparison before={textsBefore.en} after={texts.en} lang="en" />
      <p className="one-link">
        <Link href={`/administration/chartes/versions/${version.version}`}>
          {t("compare.whole", { version: version.version })}
        </Link>
      </p>
    </Page>
  );
}
