import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { nothingHere } from "@/app/nothing-here";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Link } from "@/app/ui/link";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { charterInForce, publishedCharter } from "@/lib/charter/in-force";
import type { Locale } from "@/lib/http/locale";
import { isServed, type Population } from "@/lib/population";
import { services } from "@/lib/services";
import { CharterText } from "./charter-text";
import { CharterContents } from "./contents";
import { CharterEdition } from "./edition";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charter"))("pageTitle") };
}

const paths: Record<Population, string> = { student: "/charte", staff: "/charte?pour=personnel" };

/**
 * The charter in force, readable by anyone, made to be printed too: students’, and with `?pour=personnel` that of staff. `?version=` asks for one that was in force: receipts lead there, so
 * that whoever accepted a text can read it for ever.
 */
export default async function CharterPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const t = await getTranslations("charter");
  const locale = (await getLocale()) as Locale;
  const { db, clock, institution } = services();
  const { version: asked, pour } = await searchParams;
  const isNumber = typeof asked === "string" && /^[1-9]\d{0,5}$/.test(asked);
  const whose = pour === "personnel" && isServed("staff", institution) ? "staff" : "student";
  const charter = isNumber
    ? await publishedCharter(db, clock.now(), Number(asked), locale)
    : await charterInForce(db, clock.now(), locale, whose);
  if (!charter) return nothingHere();
  const inForce = await charterInForce(db, clock.now(), locale, charter.population);
  return (
    <Page steps={<BackToDoors />} aside={<CharterContents markdown={charter.markdown} />}>
      <p className="print-only">{institution.name[locale]}</p>
      <h1>{charter.title}</h1>
      <CharterEdition charter={charter} />
      {charter.version !== inForce.version && (
        <Notice tone="neutral">
          <p>{t.rich("old", { link: (chunks) => <Link href={paths[charter.population]}>{chunks}</Link> })}</p>
        </Notice>
      )}
      {isServed("staff", institution) && (
        <p className="soft no-print">
          <Link href={paths[charter.population === "student" ? "staff" : "student"]}>
            {t(`other.${charter.population}`)}
          </Link>
        </p>
      )}
      <div className="prose flow charter">
        <CharterText markdown={charter.markdown} />
        <p className="soft small fingerprint">
          {t("fingerprint")} <code>{charter.sha256}</code>
        </p>
      </div>
    </Page>
  );
}
