import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { JournalTable } from "@/app/administration/journal/journal-table";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { Page } from "@/app/ui/page-layout";
import { institution } from "@/lib/institution";
import { rulesOf } from "@/lib/population";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { readStudentFile, type StudentFile } from "@/lib/student-file/read-file";
import type { Office } from "../offices";
import { OfficeSections } from "../sections";
import { isOpenHere } from "../words";
import { Answer } from "./answer";
import { Gestures } from "./gestures";
import { Identity } from "./identity";
import { notConfirmed } from "./lost-box";
import { Standing } from "./standing";

export type FileAddress = {
  params: Promise<{ identifier: string }>;
  searchParams: Promise<{ fait?: string | string[]; refus?: string | string[] }>;
};

export async function fileMetadata(office: Office, { params }: FileAddress): Promise<Metadata> {
  const identifier = isOpenHere(office) && identifierIn(office, (await params).identifier);
  if (!identifier) return metadataOfNothing();
  return { title: (await getTranslations("studentFile.file"))("pageTitle", { identifier }) };
}

/** All that the service knows of a person of this office, and what the office can do about it. */
export async function FilePage({ office, params, searchParams }: FileAddress & { office: Office }) {
  if (!isOpenHere(office)) return nothingHere();
  const reader = await requireRole(office.roles);
  const { population } = office;
  const identifier = identifierIn(office, (await params).identifier);
  const file = identifier && (await readStudentFile(services(), { identifier, population }, reader));
  if (!file) return nothingHere();
  const query = await searchParams;
  return (
    <Page steps={<OfficeSections office={office} here={null} />} wide>
      <h1>
        {file.student.givenName} {file.student.familyName}
      </h1>
      <Answer {...query} />
      <Identity file={file} />
      <Standing file={file} />
      <Gestures office={office} file={file} isUnticked={query.refus === notConfirmed} />
      <History file={file} />
    </Page>
  );
}

function History({ file: { lines, student } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  return (
    <section className="flow">
      <h2>{t("journalTitle")}</h2>
      <p>{t("journalLead", { count: lines.length, population: student.population })}</p>
      <JournalTable lines={lines} label={t("journalTitle")} />
    </section>
  );
}

/** Returns the identifier in the path, which Next does not decode; null when it does not have this office’s form. */
function identifierIn({ population }: Office, encoded: string): string | null {
  try {
    const identifier = decodeURIComponent(encoded);
    return rulesOf(institution(), population).identifier.test(identifier) ? identifier : null;
  } catch {
    return null;
  }
}
