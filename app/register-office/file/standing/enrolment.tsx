import { useTranslations } from "next-intl";
import { raised } from "@/app/ui/raised";
import { openingOf } from "@/lib/opening";
import { rulesOf } from "@/lib/population";
import { services } from "@/lib/services";
import type { StudentFile } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function Enrolment({ file: { student, enrolments } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const { day, plainDay } = useDates();
  const { clock, institution } = services();
  const { population } = student;
  const opening = openingOf(student.enrolledOn, rulesOf(institution, population));
  return (
    <>
      {raised(t("enrolledOn", { population, day: plainDay(student.enrolledOn) }))}{" "}
      {student.withdrawnAt && raised(t("withdrawn", { population, day: day(student.withdrawnAt) }))}
      {!student.activatedAt &&
        !student.withdrawnAt &&
        opening > clock.now() &&
        raised(t("opensOn", { day: day(opening) }))}
      {population === "staff" ? (
        <p className="small soft">{[...student.stages, student.componentName].join(", ")}</p>
      ) : (
        <ul className="small soft">
          {enrolments.map(({ id, year, stageName, stageVersion, componentName, state }) => (
            <li key={id}>
              {year}-{year + 1}, {[stageName, stageVersion, componentName].filter(Boolean).join(", ")}
              {state === "cancelled" && ` (${t("cancelled")})`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
