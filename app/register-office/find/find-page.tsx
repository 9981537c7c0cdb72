import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nothingHere } from "@/app/nothing-here";
import { Page } from "@/app/ui/page-layout";
import { textOf } from "@/lib/forms/text-of";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { findStuck, findStudents } from "@/lib/student-file/find-students";
import { stuckReasons } from "@/lib/student-file/rules";
import type { Office } from "../offices";
import { OfficeSections } from "../sections";
import { isOpenHere, titledIn } from "../words";
import { FoundStudents, NobodyFound } from "./found-students";
import { SearchForm } from "./search-form";
import { WhoWaits } from "./who-waits";

export interface FindQuery {
  searchParams: Promise<{ q?: string | string[]; attente?: string | string[] }>;
}

export function findMetadata(office: Office): Promise<Metadata> {
  return titledIn(office, async () => (await getTranslations("studentFile.find"))(`pageTitle.${office.population}`));
}

/** Finds a person of this office; before any search, shows who waits for it. */
export async function FindPage({ office, searchParams }: FindQuery & { office: Office }) {
  if (!isOpenHere(office)) return nothingHere();
  await requireRole(office.roles);
  const { population } = office;
  const t = await getTranslations("studentFile.find");
  const { q, attente } = await searchParams;
  const text = textOf(q)
    .replaceAll(/[\0\p{Surrogate}]/gu, "")
    .trim();
  const stuck = stuckReasons.find((reason) => reason === attente);
  const findings = text
    ? await findStudents(services(), text, population)
    : stuck && (await findStuck(services(), stuck, population));
  return (
    <Page steps={<OfficeSections office={office} here="find" />}>
      <h1>{t(`title.${population}`)}</h1>
      <SearchForm office={office} text={text} />
      {findings && findings.students.length > 0 && (
        <FoundStudents {...findings} office={office} title={!text && stuck ? t(`stuck.${stuck}`) : null} />
      )}
      {text && !findings?.students.length && <NobodyFound office={office} text={text} />}
      {!text && <WhoWaits office={office} chosen={stuck ?? null} />}
    </Page>
  );
}
