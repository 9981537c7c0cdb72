import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { JournalTable } from "@/app/administration/journal/journal-table";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { Page } from "@/app/ui/page-layout";
import { institution } from "@/lib/institution";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { readStudentFile, type StudentFile } from "@/lib/student-file/read-file";
import { registrars } from "../access";
import { RegistrarSections } from "../sections";
import { Answer } from "./answer";
import { Gestures } from "./gestures";
import { Identity } from "./identity";
import { Standing } from "./standing";

export type FileAddress = {
  params: Promise<{ identifier: string }>;
  searchParams: Promise<{ fait?: string | string[]; refus?: string | string[] }>;
};

export async function fileMetadata({ params }: FileAddress): Promise<Metadata> {
  const identifier = identifierIn((await params).identifier);
  if (!identifier) return metadataOfNothing();
  return { title: (await getTranslations("studentFile.file"))("pageTitle", { identifier }) };
}

/** All that the service knows of a student, and what the registrar can do about it. */
export async function FilePage({ params, searchParams }: FileAddress) {
  const reader = await requireRole(registrars);
  const identifier = identifierIn((await params).identifier);
  const file = identifier && (await readStudentFile(services(), identifier, reader));
  if (!file) return nothingHere();
  return (
    <Page steps={<RegistrarSections here={null} />} wide>
      <h1>
        {file.student.givenName} {file.student.familyName}
      </h1>
      <Answer {...(await searchParams)} />
      <Identity file={file} />
      <Standing file={file} />
      <Gestures file={file} />
      <History file={file} />
    </Page>
  );
}

function History({ file: { lines } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  return (
    <div className="flow">
      <h2>{t("journalTitle")}</h2>
      <p>{t("journalLead", { count: lines.length })}</p>
      <JournalTable lines={lines} label={t("journalTitle")} />
    </div>
  );
}

/** Of the path, which Next gives as the browser sent it; null for what is no student's identifier. */
function identifierIn(encoded: string): string | null {
  try {
    const identifier = decodeURIComponent(encoded);
    return institution().patterns.studentIdentifier.test(identifier) ? identifier : null;
  } catch {
    return null;
  }
}
