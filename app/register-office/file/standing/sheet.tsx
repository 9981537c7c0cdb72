import { useTranslations } from "next-intl";
import { raised } from "@/app/ui/raised";
import { services } from "@/lib/services";
import { lastInstantOf } from "@/lib/sheet-in-force/validity";
import type { StudentFile } from "@/lib/student-file/read-file";
import { sheetState } from "@/lib/student-file/rules";
import { useDates } from "./dates";

export function Sheet({ file: { sheet } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file.sheetState");
  const { day } = useDates();
  if (!sheet) return t("none");
  const { issuedAt, expiresAt, spentAt, revokedAt } = sheet;
  const days = {
    issued: day(issuedAt),
    until: day(lastInstantOf(expiresAt)),
    ended: day(spentAt ?? revokedAt ?? expiresAt),
  };
  return raised(t(sheetState(sheet, services().clock.now()), days));
}
