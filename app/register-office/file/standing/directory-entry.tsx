import { useTranslations } from "next-intl";
import type { StudentFile } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function DirectoryEntry({ file: { entry, student } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const { hour } = useDates();
  // An account that was opened before does not wait for a first connection: it is closed.
  const isClosed = entry.state === "inactive" && student.activatedAt;
  const state = t(`entryState.${isClosed ? "closed" : entry.state}`);
  if (!("locked" in entry) || !entry.locked) return state;
  const { until } = entry.locked;
  return `${state} ${t("locked", { until: until ? hour(until) : "none" })}`;
}
