import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Page } from "@/app/ui/page-layout";
import { charterInForce } from "@/lib/charter/in-force";
import type { Locale } from "@/lib/http/locale";
import { services } from "@/lib/services";
import { CharterText } from "./charter-text";
import { CharterContents } from "./contents";
import { CharterEdition } from "./edition";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charter"))("pageTitle") };
}

/** The charter in force, readable by anyone, made to be printed too. */
export default async function CharterPage() {
  const t = await getTranslations("charter");
  const locale = (await getLocale()) as Locale;
  const { db, clock, institution } = services();
  const charter = await charterInForce(db, clock.now(), locale);
  return (
    <Page steps={<BackToDoors />} aside={<CharterContents markdown={charter.markdown} />}>
      <p className="print-only">{institution.name[locale]}</p>
      <h1>{charter.title}</h1>
      <CharterEdition charter={charter} />
      <div className="prose flow charter">
        <CharterText markdown={charter.markdown} />
        <p className="soft small fingerprint">
          {t("fingerprint")} <code>{charter.sha256}</code>
        </p>
      </div>
    </Page>
  );
}
