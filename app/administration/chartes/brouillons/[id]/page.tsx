import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { charterWriters } from "@/app/administration/access";
import { AdministrationSections } from "@/app/administration/sections";
import { nothingHere } from "@/app/nothing-here";
import { ButtonLink } from "@/app/ui/button";
import { Page } from "@/app/ui/page-layout";
import { readDraft } from "@/lib/charter-publishing/read-charters";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { writeDraftAction } from "./actions";
import { DraftEditor } from "./draft-editor";
import { WhatItBecame } from "./what-it-became";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charters.editor"))("pageTitle") };
}

/** The two languages of a draft, each beside its preview. */
export default async function DraftPage({ params }: { params: Promise<{ id: string }> }) {
  await requireRole(charterWriters);
  const t = await getTranslations("charters.editor");
  const draft = await readDraft(services(), (await params).id);
  if (!draft) return nothingHere();
  const { id, revision, markdownFr, markdownEn } = draft;
  const isOpen = draft.publishedVersion === null && !draft.discardedAt;
  return (
    <Page steps={<AdministrationSections here="/administration/chartes" />} wide>
      <h1>{t(`title.${draft.population}`)}</h1>
      {isOpen ? <p className="lead">{t("lead")}</p> : <WhatItBecame draft={draft} />}
      {isOpen && (
        <>
          <DraftEditor
            action={writeDraftAction}
            draft={id}
            revision={revision}
            languages={[
              {
                lang: "fr",
                name: "markdownFr",
                title: t("fr"),
                label: t("markdownFr"),
                view: t("viewFr"),
                text: markdownFr,
              },
              {
                lang: "en",
                name: "markdownEn",
                title: t("en"),
                label: t("markdownEn"),
                view: t("viewEn"),
                text: markdownEn,
              },
            ]}
            see={t("see")}
            save={t("save")}
          />
          <h2>{t("next")}</h2>
          <p>{t("nextHint")}</p>
          <p>
            <ButtonLink kind="second" href={`/administration/chartes/brouillons/${id}/publier`} onward>
              {t("next")}
            </ButtonLink>
          </p>
        </>
      )}
    </Page>
  );
}
