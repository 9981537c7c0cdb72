import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Page } from "@/app/ui/page-layout";
import { charterInForce } from "@/lib/charter/in-force";
import { dayInWords } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import { services } from "@/lib/services";
import { CharterText } from "./charter-text";
import { CharterContents } from "./contents";
import { minutesToRead } from "./outline";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charter"))("pageTitle") };
}

/** The charter in force, readable by anyone, made to be printed too. */
export default async function CharterPage() {
  const t = await getTranslations("charter");
  const locale = (await getLocale()) as Locale;
  const { db, clock, institution } = services();
  const { title, markdown, version, sha256, publishedAt } = await charterInForce(db, clock.now(), locale);
  const day = dayInWords(publishedAt, locale, institution.timeZone, true);
  return (
    <Page steps={<BackToDoors />} aside={<CharterContents markdown={markdown} />}>
      <p className="print-only">{institution.name[locale]}</p>
      <h1>{title}</h1>
      <p className="soft">{t("edition", { version, day, minutes: minutesToRead(markdown) })}</p>
      <div className="prose flow charter">
        <CharterText markdown={markdown} />
        <p className="soft small fingerprint">
          {t("fingerprint")} <code>{sha256}</code>
        </p>
      </div>
    </Page>
  );
}
