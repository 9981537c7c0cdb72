import { useTranslations } from "next-intl";
import type { JournalLine } from "@/lib/audit/lines-of";
import { JournalRow } from "./journal-row";

const columns = ["at", "what", "outcome", "actor", "subject", "from"] as const;

/** Lines as a ledger. Wider than a phone: it scrolls in its own box, which the keyboard reaches. */
export function JournalTable({ lines, label }: { lines: JournalLine[]; label: string }) {
  const t = useTranslations("journal.columns");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1)
    <section className="scroll journal" aria-label={label} tabIndex={0}>
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
    </section>
  );
}
