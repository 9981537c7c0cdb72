import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { nothingHere } from "@/app/nothing-here";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Link } from "@/app/ui/link";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { charterInForceIfAny, publishedCharter } from "@/lib/charter/in-force";
import { addressWords, isServed } from "@/lib/population";
import { services } from "@/lib/services";
import { CharterText } from "./charter-text";
import { CharterContents, FoldedCharterContents } from "./contents";
import { CharterEdition } from "./edition";
import { charterPath } from "./paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charter"))("pageTitle") };
}

/**
 * The charter in force, public and printable: the students’, or with `?pour=personnel` the staff’s. `?version=` shows
 * one that was in force: receipts link to it, so that people can always read the text that they accepted.
 */
export default async function CharterPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const t = await getTranslations("charter");
  const locale = await getLocale();
  const { db, clock, institution } = services();
  const { version: asked, pour } = await searchParams;
  const isNumber = typeof asked === "string" && /^[1-9]\d{0,5}$/.test(asked);
  const whose = pour === addressWords.staff && isServed("staff", institution) ? "staff" : "student";
  const now = clock.now();
  const former = isNumber ? await publishedCharter(db, now, Number(asked), locale) : null;
  if (isNumber && !former) return nothingHere();
  const inForce = await charterInForceIfAny(db, now, locale, former?.population ?? whose);
  if (!inForce) return nothingHere();
  const charter = former ?? inForce;
  return (
    <Page steps={<BackToDoors />} aside={<CharterContents markdown={charter.markdown} />}>
      <p className="print-only">{institution.name[locale]}</p>
      <h1>{charter.title}</h1>
      <CharterEdition charter={charter} />
      {charter.version !== inForce.version && (
        <Notice tone="neutral">
          <p>{t.rich("old", { link: (chunks) => <Link href={charterPath(charter.population)}>{chunks}</Link> })}</p>
        </Notice>
      )}
      {isServed("staff", institution) && (
        <p className="soft no-print">
          <Link href={charterPath(charter.population === "student" ? "staff" : "student")}>
            {t(`other.${charter.population}`)}
          </Link>
        </p>
      )}
      <FoldedCharterContents markdown={charter.markdown} />
      <div className="prose flow charter">
        <CharterText markdown={charter.markdown} />
        <p className="soft small fingerprint">
          {t("fingerprint")} <code>{charter.sha256}</code>
        </p>
      </div>
    </Page>
  );
}
