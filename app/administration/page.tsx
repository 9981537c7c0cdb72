import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import { requireRole } from "@/lib/session/guards";
import { overseers } from "./access";
import { AdministrationSections } from "./sections";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journal.administration"))("pageTitle") };
}

/** What IT and the DPO keep an eye on. */
export default async function AdministrationPage() {
  await requireRole(overseers);
  const t = await getTranslations("journal.administration");
  return (
    <Page steps={<AdministrationSections here={null} />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <Rows>
        <div>
          <h2>
            <Link href="/administration/journal" prefetch={false}>
              {t("journal")}
            </Link>
          </h2>
          <p>{t("journalText")}</p>
        </div>
        <div>
          <h2>
            <Link href="/charte" prefetch={false}>
              {t("charter")}
            </Link>
          </h2>
          <p>{t("charterText")}</p>
        </div>
        <div>
          <h2>{t("help")}</h2>
          <p>{t.rich("helpText", { link: (chunks) => <Link href="/aide#administration">{chunks}</Link> })}</p>
        </div>
      </Rows>
    </Page>
  );
}
