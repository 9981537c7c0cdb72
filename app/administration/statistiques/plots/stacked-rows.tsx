import { scaleLinear } from "d3-scale";
import { useFormatter } from "next-intl";
import type { Figure } from "@/lib/statistics/figures";
import type { FigureWords } from "../words";

/**
 * One row per line: its name, its parts end to end on one scale, and their numbers in words, so that no colour has to
 * be distinguished. A dashed thread shows the people lost from one step to the next.
 */
export function StackedRows({ figure, words, label }: { figure: Figure; words: FigureWords; label: string }) {
  const { number } = useFormatter();
  const totalOf = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
  const across = scaleLinear()
    .domain([0, Math.max(...figure.lines.map(({ counts }) => totalOf(counts)))])
    .range([0, 100]);
  const isOne = words.series.length === 1;
  return (
    <ul className="stacked" aria-label={label}>
      {figure.lines.map(({ key, counts }, line) => (
        <li key={key}>
          <p>
            <b>{words.lines[line]}</b>{" "}
            <span>
              {isOne
                ? number(counts[0] ?? 0)
                : counts.flatMap((count, series) => (count > 0 ? words.part(series, count) : [])).join(", ")}
            </span>
          </p>
          <svg className="plot" width="100%" height="16" aria-hidden="true">
            <rect className="empty" width="100%" height="16" />
            {figure.by === "step" && line > 0 && (
              <line
                className="lost"
                x1={`${across(counts[0] ?? 0)}%`}
                x2={`${across(figure.lines[line - 1]?.counts[0] ?? 0)}%`}
                y1="8"
                y2="8"
              />
            )}
            {counts.map((count, series) => (
              <rect
                key={figure.series[series]}
                className={`part-${series + 1}`}
                x={`${across(totalOf(counts.slice(0, series)))}%`}
                width={`${across(count)}%`}
                height="16"
              />
            ))}
          </svg>
        </li>
      ))}
    </ul>
  );
}
