import { scaleBand, scaleLinear } from "d3-scale";
import { useFormatter } from "next-intl";
import type { Figure } from "@/lib/statistics/figures";
import type { FigureWords } from "../words";

const height = 180;
const top = 24;

/**
 * One bar per day, today's in the colour of « c’est ici ». Widths are percentages, so that the plot fills a phone or a
 * desktop and its text keeps its size; heights are in pixels.
 */
export function DayBars({ figure, words, label }: { figure: Figure; words: FigureWords; label: string }) {
  const { number } = useFormatter();
  const counts = figure.lines.map(({ counts: [count] }) => count ?? 0);
  const across = scaleBand<number>().domain(counts.keys()).range([0, 100]).paddingInner(0.25);
  const down = scaleLinear()
    .domain([0, Math.max(...counts, 1)])
    .nice(3)
    .range([height, top]);
  const last = counts.length - 1;
  const named = [0, Math.round(last / 3), Math.round((2 * last) / 3), last];
  return (
    <svg className="plot" width="100%" height={height + 28} role="img" aria-label={label}>
      {down
        .ticks(3)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick} className="tick">
            <line x1="0" x2="100%" y1={down(tick)} y2={down(tick)} />
            {tick > 0 && (
              <text x="0" y={down(tick) - 5}>
                {number(tick)}
              </text>
            )}
          </g>
        ))}
      {counts.map((count, day) => (
        <rect
          key={words.lines[day]}
          className={day === last ? "today" : undefined}
          x={`${across(day)}%`}
          width={`${across.bandwidth()}%`}
          y={down(count)}
          height={height - down(count)}
        />
      ))}
      {named.map((day, place) => (
        <text
          key={words.lines[day]}
          className={place % 3 === 0 ? undefined : "roomy-only"}
          x={`${(across(day) ?? 0) + (place === 0 ? 0 : place === 3 ? across.bandwidth() : across.bandwidth() / 2)}%`}
          y={height + 20}
          textAnchor={(["start", "middle", "middle", "end"] as const)[place]}
        >
          {words.lines[day]}
        </text>
      ))}
    </svg>
  );
}
