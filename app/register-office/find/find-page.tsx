import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page } from "@/app/ui/page-layout";
import { textOf } from "@/lib/forms/text-of";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { findStuck, findStudents } from "@/lib/student-file/find-students";
import { stuckReasons } from "@/lib/student-file/rules";
import { registrars } from "../access";
import { RegistrarSections } from "../sections";
import { FoundStudents, NobodyFound } from "./found-students";
import { SearchForm } from "./search-form";
import { WhoWaits } from "./who-waits";

export type FindQuery = { searchParams: Promise<{ q?: string | string[]; attente?: string | string[] }> };

export async function findMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("studentFile.find"))("pageTitle") };
}

/** Finds a student; before anything is asked, says who waits for the registrar. */
export async function FindPage({ searchParams }: FindQuery) {
  await requireRole(registrars);
  const t = await getTranslations("studentFile.find");
  const { q, attente } = await searchParams;
  const text = textOf(q)
    .replaceAll(/[\0\p{Surrogate}]/gu, "")
    .trim();
  const stuck = stuckReasons.find((reason) => reason === attente);
  const findings = text ? await findStudents(services(), text) : stuck && (await findStuck(services(), stuck));
  return (
    <Page steps={<RegistrarSections here="/scolarite" />}>
      <h1>{t("title")}</h1>
      <SearchForm text={text} />
      {findings && findings.students.length > 0 && (
        <FoundStudents {...findings} title={!text && stuck ? t(`stuck.${stuck}`) : null} />
      )}
      {text && !findings?.students.length && <NobodyFound text={text} />}
      {!text && <WhoWaits chosen={stuck ?? null} />}
    </Page>
  );
}
