import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { linkMinutes } from "@/lib/forgotten-password/rules";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forgottenPassword.sent"))("pageTitle") };
}

/** The only answer to a request for a link. It does not know who asked. */
export default async function LinkAskedPage() {
  const t = await getTranslations("forgottenPassword.sent");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <Notice tone="here" icon="mail">
        <p>{t("text")}</p>
        <p>{t("until", { minutes: linkMinutes })}</p>
      </Notice>
      <h2>{t("nothingTitle")}</h2>
      <ul className="stitch-list">
        <li>{t("junk")}</li>
        <li>{t.rich("typo", { link: (chunks) => <a href="/mot-de-passe-oublie">{chunks}</a> })}</li>
        <li>{t.rich("noAddress", { link: (chunks) => <a href="/aide#mot-de-passe-oublie">{chunks}</a> })}</li>
      </ul>
    </Page>
  );
}
