import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { dataOfficers } from "../access";
import { AdministrationSections } from "../sections";
import { findPersonAction } from "./actions";
import { Ask } from "./ask";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("personalData"))("pageTitle") };
}

/** Exports all that the service has about a person: rights of access and to portability (GDPR, articles 15 and 20). */
export default async function PersonalDataPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  await requireRole(dataOfficers);
  const t = await getTranslations("personalData");
  const { domains } = services().institution;
  const { donnees } = await searchParams;
  const words = {
    label: t("label"),
    hint: t("hint", { domain: domains.student }),
    find: t("find"),
    found: t("found"),
    name: t("name"),
    identifier: t("identifier"),
    where: t("where"),
    download: t("download"),
    recorded: t("recorded"),
  };
  return (
    <Page steps={<AdministrationSections here="/administration/donnees" />}>
      <h1>{t("title")}</h1>
      {donnees === "indisponibles" && (
        <Notice tone="stop" alert title={t("away")}>
          <p>{t("awayText")}</p>
        </Notice>
      )}
      <p className="lead">{t("lead")}</p>
      <Ask action={findPersonAction} words={words} />
      <section className="flow" aria-labelledby="holds">
        <h2 id="holds">{t("holds.title")}</h2>
        <ul className="stitch-list">
          <li>{t("holds.all")}</li>
          <li>{t("holds.others")}</li>
          <li>{t("holds.secrets")}</li>
        </ul>
      </section>
      <section className="flow" aria-labelledby="before">
        <h2 id="before">{t("before.title")}</h2>
        <ul className="stitch-list">
          <li>{t("before.who")}</li>
          <li>{t("before.way")}</li>
          <li>{t("before.when")}</li>
        </ul>
      </section>
    </Page>
  );
}
