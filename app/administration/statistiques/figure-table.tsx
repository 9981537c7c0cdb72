import { useFormatter, useTranslations } from "next-intl";
import { ScrollBox } from "@/app/ui/scroll-box";
import type { Figure } from "@/lib/statistics/figures";
import type { FigureWords } from "./words";

/** The numbers of a plot, for those who would rather read. Long tables leave out lines of zeros. */
export function FigureTable({ figure, words, label }: { figure: Figure; words: FigureWords; label: string }) {
  const t = useTranslations("statistics");
  const { number } = useFormatter();
  const isLong = figure.by === "day" || figure.by === "weekdayHour";
  return (
    <details className="fold">
      <summary>{t("table")}</summary>
      <ScrollBox label={t("tableOf", { title: label })}>
        <table className="counts">
          <caption className="vh">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{words.by}</th>
              {words.series.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figure.lines.map(({ key, counts }, index) =>
              isLong && counts.every((count) => count === 0) ? null : (
                <tr key={key}>
                  <th scope="row">{words.lines[index]}</th>
                  {counts.map((count, series) => (
                    <td key={figure.series[series]}>{number(count)}</td>
                  ))}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}
