import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { raised } from "@/app/ui/raised";
import { Rows } from "@/app/ui/rows";
import { dayInWords } from "@/lib/http/day";
import type { Findings } from "@/lib/student-file/find-students";
import type { Office } from "../offices";
import { filePath } from "../paths";

/** The people found, each with a link to their file. The birth date tells homonyms apart. */
export function FoundStudents({
  students,
  isMore,
  title,
  office,
}: Findings & { title: string | null; office: Office }) {
  const t = useTranslations("studentFile");
  const locale = useLocale();
  return (
    <section className="flow" aria-labelledby="found">
      <h2 id="found">{title ?? t("find.resultsTitle", { count: students.length, population: office.population })}</h2>
      {isMore && <p>{t("find.more", { count: students.length })}</p>}
      <Rows as="ul">
        {students.map((student) => (
          <li key={student.identifier} className="found">
            <p className="one-link">
              <Link href={filePath(office, student.identifier)}>
                <b>{student.familyName}</b> {student.givenName}
              </Link>
            </p>
            <p className="small soft">
              {student.identifier}, {student.componentName},{" "}
              {raised(dayInWords(new Date(student.birthDate), locale, "UTC", true))}
            </p>
            <p className={student.activatedAt ? "small" : "small waits"}>
              {t(student.activatedAt ? "state.active" : "state.toActivate")}
            </p>
          </li>
        ))}
      </Rows>
    </section>
  );
}

export function NobodyFound({ text, office }: { text: string; office: Office }) {
  const t = useTranslations("studentFile.find");
  return (
    <section className="flow">
      <h2>{t("none", { text })}</h2>
      <p>
        {t.rich("noneHow", {
          population: office.population,
          link: (chunks) => <Link href={office.paths.import}>{chunks}</Link>,
        })}
      </p>
    </section>
  );
}
