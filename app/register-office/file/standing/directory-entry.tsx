import { useTranslations } from "next-intl";
import type { Entry } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function DirectoryEntry({ entry }: { entry: Entry }) {
  const t = useTranslations("studentFile.file");
  const { hour } = useDates();
  const state = t(`entryState.${entry.state}`);
  if (!("locked" in entry) || !entry.locked) return state;
  const { until } = entry.locked;
  return `${state} ${t("locked", { until: until ? hour(until) : "none" })}`;
}
