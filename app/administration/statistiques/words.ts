import type { useTranslations } from "next-intl";
import { dateFormat } from "@/lib/date-format";
import { dateInWords } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import type { Figure } from "@/lib/statistics/figures";

export type Translate = ReturnType<typeof useTranslations<"statistics">>;

export interface FigureWords {
  /** Heading of the first column. */
  by: string;
  /** Name of each series. */
  series: string[];
  /** Name of each line, in order. */
  lines: string[];
  /** « 3 comptes ouverts »: this many of this series. */
  part(series: number, count: number): string;
}

/** Returns the words for a figure's codes in the reader's language: the same for the plot, the table and the file. */
export function wordsOf(t: Translate, locale: Locale, { by, series, lines }: Figure): FigureWords {
  return {
    by: t(`by.${by}`),
    series: series.map((name) => wordOf(t, `series.${name}`, name)),
    lines: lines.map(({ key }) => lineOf(t, locale, by, key)),
    part: (index, count) => t(`part.${series[index]}` as Parameters<Translate>[0], { count }),
  };
}

function lineOf(t: Translate, locale: Locale, by: Figure["by"], key: string): string {
  switch (by) {
    case "day":
      return dateInWords(new Date(key), locale, { day: "numeric", month: "short", timeZone: "UTC" });
    case "weekdayHour": {
      const [weekday = "", hour = ""] = key.split("-");
      return t("weekdayHour", { weekday: weekdayOf(locale, Number(weekday)), hour });
    }
    case "component":
      return key;
    case "network":
      return key || t("noNetwork");
    default:
      return wordOf(t, `${by}.${key}`, key);
  }
}

/** Returns a code without words as it is, so that no figure is left out. */
function wordOf(t: Translate, key: string, code: string): string {
  return t.has(key as never) ? t(key as never) : code;
}

/** Returns « lundi » for 1. */
export function weekdayOf(locale: Locale, weekday: number): string {
  // 1 January 2024 was a Monday.
  return dateFormat(locale, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, weekday)));
}
