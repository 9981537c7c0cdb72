import { useTranslations } from "next-intl";
import { raised } from "@/app/ui/raised";
import type { StudentFile } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function Charter({ file: { acceptance, charter } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const { day } = useDates();
  if (!acceptance || !charter) return t("charterNone");
  const accepted = t("charterAccepted", { version: acceptance.version, day: day(acceptance.acceptedAt) });
  return raised(charter.accepted ? accepted : `${accepted} ${t("charterBehind", { version: charter.version })}`);
}
