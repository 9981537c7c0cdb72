import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import { requireRole } from "@/lib/session/guards";
import { overseers } from "./access";
import { AdministrationSections, placesOf } from "./sections";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journal.administration"))("pageTitle") };
}

/** The pages from which IT and the DPO oversee the service. */
export default async function AdministrationPage() {
  const { visitor } = await requireRole(overseers);
  const t = await getTranslations("journal.administration");
  return (
    <Page steps={<AdministrationSections here={null} />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <Rows>
        {placesOf(visitor).map(({ key, href }) => (
          <div key={key}>
            <h2>
              <Link href={href}>{t(key)}</Link>
            </h2>
            <p>{t(`${key}Text`)}</p>
          </div>
        ))}
      </Rows>
    </Page>
  );
}
