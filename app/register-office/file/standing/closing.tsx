import { useTranslations } from "next-intl";
import { raised } from "@/app/ui/raised";
import type { StudentFile } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function Closing({ closing }: { closing: NonNullable<StudentFile["closing"]> }) {
  const t = useTranslations("studentFile.file");
  const { day } = useDates();
  return raised(t("closed", { since: day(closing.closedSince), erased: day(closing.erasedOn) }));
}
