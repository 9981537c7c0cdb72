import { useTranslations } from "next-intl";
import { ScrollBox } from "@/app/ui/scroll-box";
import type { JournalLine } from "@/lib/audit/lines-of";
import { JournalRow } from "./journal-row";

const columns = ["at", "what", "outcome", "actor", "subject", "from"] as const;

/** Lines of the journal: a table when there is room for one, otherwise one block per line. */
export function JournalTable({ lines, label }: { lines: JournalLine[]; label: string }) {
  const t = useTranslations("journal.columns");
  return (
    <ScrollBox label={label} kind="stacked journal">
      <table>
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <JournalRow key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
