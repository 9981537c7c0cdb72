import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { charterWriters, overseers } from "@/app/administration/access";
import { discardAction } from "@/app/administration/chartes/actions";
import { Comparison } from "@/app/administration/chartes/comparison";
import { AdministrationSections } from "@/app/administration/sections";
import { nothingHere } from "@/app/nothing-here";
import { Submit } from "@/app/ui/button";
import { FoldedForm } from "@/app/ui/folded-form";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { charterInForce } from "@/lib/charter/in-force";
import { readDraft, readTexts } from "@/lib/charter-publishing/read-charters";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { hasRole } from "@/lib/session/visitor";
import { WhatItBecame } from "../what-it-became";
import { PublishForm } from "./publish-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charters.publish"))("pageTitle") };
}

/** What a draft changes, in both languages; and, for those who may, its publication. */
export default async function PublishPage({ params }: { params: Promise<{ id: string }> }) {
  const { visitor } = await requireRole(overseers);
  const t = await getTranslations("charters.publish");
  const { db, clock } = services();
  const draft = await readDraft(services(), (await params).id);
  if (!draft) return nothingHere();
  const { version } = await charterInForce(db, clock.now(), "fr", draft.population);
  const before = (await readTexts(services(), version)) ?? { fr: "", en: "" };
  const mayWrite = hasRole(visitor, charterWriters);
  const isOpen = draft.publishedVersion === null && !draft.discardedAt;
  return (
    <Page steps={<AdministrationSections here="/administration/chartes" />}>
      <h1>{t(`title.${draft.population}`)}</h1>
      {!isOpen && <WhatItBecame draft={draft} />}
      {isOpen && (
        <>
          <p>
            {t("against", { version })} {t("legend")}
          </p>
          <h2>{t("compareFr")}</h2>
          <Comparison before={before.fr} after={draft.markdownFr} lang="fr" />
          <h2>{t("compareEn")}</h2>
          <Comparison before={before.en} after={draft.markdownEn} lang="en" />
        </>
      )}
      {isOpen && mayWrite && (
        <>
          <p className="one-link">
            <Link href={`/administration/chartes/brouillons/${draft.id}`}>{t("back")}</Link>
          </p>
          <h2>{t("submit")}</h2>
          <PublishForm draft={draft} />
          <FoldedForm summary={t("discard")} action={discardAction} hidden={{ draft: draft.id }} className="fold">
            <p>{t("discardDetail")}</p>
            <Submit kind="second">{t("discardSubmit")}</Submit>
          </FoldedForm>
        </>
      )}
    </Page>
  );
}
