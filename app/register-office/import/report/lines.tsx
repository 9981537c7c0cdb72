import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { ScrollBox } from "@/app/ui/scroll-box";
import { linesOfPage, type readLines } from "@/lib/register-import/read-run";
import type { Outcome } from "@/lib/register-import/reasons";
import { LineRow } from "./line-row";

/** The outcomes to filter on, by their word in the address. */
export const filters = [
  { word: null, outcome: null },
  { word: "creer", outcome: "create" },
  { word: "changer", outcome: "change" },
  { word: "inchange", outcome: "unchanged" },
  { word: "refuse", outcome: "refuse" },
] as const;

interface LinesProps {
  /** The address of the report. */
  path: string;
  lines: Awaited<ReturnType<typeof readLines>>;
  counts: Record<Outcome, number>;
  outcome: Outcome | null;
  page: number;
  /** Once the file is applied, the lines say what was done, not what would be. */
  isDone: boolean;
}

/** The lines of the file, fifty at a time: all, or those of one outcome. */
export function Lines({ path, lines, counts, outcome, page, isDone }: LinesProps) {
  const t = useTranslations("registerImport");
  const all = Object.values(counts).reduce((sum, many) => sum + many, 0);
  const total = outcome ? counts[outcome] : all;
  const pages = Math.max(1, Math.ceil(total / linesOfPage));
  const word = filters.find((filter) => filter.outcome === outcome)?.word;
  const addressOf = (of: string | null | undefined, at: number) => {
    const query = new URLSearchParams({ ...(of && { lignes: of }), ...(at > 1 && { page: String(at) }) }).toString();
    return `${path}${query && `?${query}`}#lignes`;
  };
  return (
    <section id="lignes">
      <h2>{t("lines")}</h2>
      <nav className="filters" aria-label={t("filter")}>
        <ul>
          {filters.map((filter) => (
            <li key={filter.outcome ?? "all"}>
              <Link
                href={addressOf(filter.word, 1)}
                scroll={false}
                aria-current={filter.outcome === outcome ? "true" : undefined}
              >
                {filter.outcome ? t(`${isDone ? "done" : "outcomes"}.${filter.outcome}`) : t("filterAll")}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {lines.length === 0 ? (
        <p>{t("noLines")}</p>
      ) : (
        <ScrollBox label={t("lines")} kind="stacked import-lines">
          <table>
            <caption className="vh">{t("lines")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("line")}</th>
                <th scope="col">{t("who")}</th>
                <th scope="col">{t("outcome")}</th>
                <th scope="col">{t("why")}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <LineRow key={line.line} line={line} isDone={isDone} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {pages > 1 && (
        <nav className="filters" aria-label={t("pages")}>
          <ul>
            {page > 1 && (
              <li>
                <Link href={addressOf(word, page - 1)} scroll={false}>
                  {t("before")}
                </Link>
              </li>
            )}
            <li>{t("page", { page, pages })}</li>
            {page < pages && (
              <li>
                <Link href={addressOf(word, page + 1)} scroll={false}>
                  {t("after")}
                </Link>
              </li>
            )}
          </ul>
        </nav>
      )}
    </section>
  );
}
