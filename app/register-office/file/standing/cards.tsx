import { useTranslations } from "next-intl";
import { raised } from "@/app/ui/raised";
import { dayOf } from "@/lib/calendar";
import { services } from "@/lib/services";
import type { StudentFile } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function Cards({ file: { cards } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const { plainDay } = useDates();
  const { clock, institution } = services();
  const today = dayOf(clock.now(), institution.timeZone);
  if (cards.length === 0) return t("noCard");
  return (
    <ul>
      {cards.map(({ number, state, validUntil }) => {
        const shown = state === "in-force" && validUntil < today ? "ended" : state;
        return (
          <li key={number}>
            {number}, {raised(t(`cardState.${shown}`, { day: plainDay(validUntil) }))}
          </li>
        );
      })}
    </ul>
  );
}
