import { scaleBand, scaleSqrt } from "d3-scale";
import { useLocale } from "next-intl";
import type { Figure } from "@/lib/statistics/figures";
import { weekdayOf } from "../words";

const rowHeight = 24;
const named = [0, 6, 12, 18];

/**
 * The week: one row per day, one square per hour, filled by its count. A square root keeps a quiet hour visible beside
 * a busy one.
 */
export function HourMap({ figure, label }: { figure: Figure; label: string }) {
  const locale = useLocale();
  const across = scaleBand<number>().domain(Array(24).keys()).range([0, 100]).paddingInner(0.12);
  const highest = Math.max(...figure.lines.map(({ counts: [count] }) => count ?? 0));
  const fullness = scaleSqrt().domain([0, highest]).range([0, 1]);
  return (
    <div className="hour-map">
      <ul aria-hidden="true">
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <li key={weekday}>{weekdayOf(locale, weekday).slice(0, 3)}</li>
        ))}
      </ul>
      <svg className="plot" width="100%" height={7 * rowHeight + 24} role="img" aria-label={label}>
        {figure.lines.map(({ key, counts: [count = 0] }) => {
          const [weekday = 1, hour = 0] = key.split("-").map(Number);
          const place = {
            x: `${across(hour)}%`,
            width: `${across.bandwidth()}%`,
            y: (weekday - 1) * rowHeight + 1,
            height: rowHeight - 3,
          };
          return (
            <g key={key}>
              <rect className="empty" {...place} />
              {count > 0 && <rect fillOpacity={fullness(count)} {...place} />}
            </g>
          );
        })}
        {named.map((hour) => (
          <text key={hour} x={`${across(hour)}%`} y={7 * rowHeight + 18}>
            {hour} h
          </text>
        ))}
      </svg>
    </div>
  );
}
