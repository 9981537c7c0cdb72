import { useLocale, useTranslations } from "next-intl";
import { Breakable } from "@/app/ui/breakable";
import { Facts } from "@/app/ui/facts";
import { raised } from "@/app/ui/raised";
import { dayInWords } from "@/lib/http/day";
import type { StudentFile } from "@/lib/student-file/read-file";

/** Who the person is in the register: what tells them from a homonym. */
export function Identity({ file: { student } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const locale = useLocale();
  const birth = {
    day: dayInWords(new Date(student.birthDate), locale, "UTC", true),
    place: student.birthPlace ?? "none",
  };
  const facts = [
    { term: t("identifier"), value: <Breakable address={student.identifier} /> },
    { term: t("birth"), value: raised(t("birthValue", birth)) },
    { term: t("birthName"), value: student.birthName },
    { term: t(`component.${student.population}`), value: student.componentName },
    { term: t(`studentNumber.${student.population}`), value: student.studentNumber },
    { term: t("ine"), value: student.ine },
  ];
  return <Facts facts={facts.filter(({ value }) => value)} />;
}
