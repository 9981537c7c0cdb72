import { useLocale, useTranslations } from "next-intl";
import type { Figure, FigureName } from "@/lib/statistics/figures";
import type { PeriodName } from "@/lib/statistics/period";
import { FigureTable } from "./figure-table";
import { DayBars } from "./plots/day-bars";
import { HourMap } from "./plots/hour-map";
import { StackedRows } from "./plots/stacked-rows";
import { storyOf } from "./story";
import { wordsOf } from "./words";

/** A title, a sentence that sums the numbers up, the plot, and the same numbers as a table and a file. */
export function FigureSection({ name, figure, period }: { name: FigureName; figure: Figure; period: PeriodName }) {
  const t = useTranslations("statistics");
  const locale = useLocale();
  const words = wordsOf(t, locale, figure);
  const isEmpty = figure.lines.every(({ counts }) => counts.every((count) => count === 0));
  return (
    <section className="flow" aria-labelledby={name}>
      <h2 id={name}>{t(`figures.${name}.title`)}</h2>
      <p>{isEmpty ? t("nothing") : storyOf(t, name, figure, words)}</p>
      {!isEmpty && (
        <>
          <Plot figure={figure} words={words} label={t(`figures.${name}.title`)} />
          <FigureTable figure={figure} words={words} label={t(`figures.${name}.title`)} />
          <p className="takeaways">
            <a href={`/administration/statistiques/${name}.csv?periode=${period}`}>{t("csv")}</a>
          </p>
        </>
      )}
    </section>
  );
}

function Plot(props: { figure: Figure; words: ReturnType<typeof wordsOf>; label: string }) {
  if (props.figure.by === "day") return <DayBars {...props} />;
  if (props.figure.by === "weekdayHour") return <HourMap {...props} />;
  return <StackedRows {...props} />;
}
