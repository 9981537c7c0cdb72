import type { Figure, FigureName } from "@/lib/statistics/figures";
import type { FigureWords, Translate } from "./words";

/** Returns a sentence that sums a figure up, with the plot's own numbers. */
export function storyOf(t: Translate, name: FigureName, { lines }: Figure, words: FigureWords): string {
  const total = (series: number) => lines.reduce((sum, { counts }) => sum + (counts[series] ?? 0), 0);
  switch (name) {
    case "activationsByDay":
    case "activationsByHour": {
      const highest = Math.max(...lines.map(({ counts }) => counts[0] ?? 0));
      const peak = words.lines[lines.findIndex(({ counts }) => counts[0] === highest)] ?? "";
      return t(`figures.${name}.story`, { total: total(0), highest, peak });
    }
    case "funnel": {
      const counts = lines.map((line) => line.counts[0] ?? 0);
      const losses = counts.slice(1).map((count, index) => (counts[index] ?? 0) - count);
      const worst = Math.max(...losses);
      const printed = counts[0] ?? 0;
      const done = counts.at(-1) ?? 0;
      if (worst === 0) return t("figures.funnel.everyone", { printed });
      const before = words.lines[losses.indexOf(worst) + 1] ?? "";
      return t("figures.funnel.story", { printed, done, worst, before: before.toLowerCase() });
    }
    case "components":
      return t("figures.components.story", { active: total(0), toActivate: total(1) });
    case "sheets": {
      const countOf = (key: string) => lines.find((line) => line.key === key)?.counts[0] ?? 0;
      const never = countOf("waiting") + countOf("expired");
      return t("figures.sheets.story", { total: total(0), never, expired: countOf("expired") });
    }
    case "resets":
      return t("figures.resets.story", { completed: total(0), stopped: total(1) });
    case "mails":
      return t("figures.mails.story", { sent: total(0), waiting: total(1), failed: total(2) });
  }
}
