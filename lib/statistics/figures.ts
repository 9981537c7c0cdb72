import "server-only";
import { distinctNames } from "@/lib/distinct-names";
import type { Services } from "@/lib/services";
import { type PeriodName, periodOf } from "./period";
import {
  countActivationsByDay,
  countActivationsByHour,
  countByComponent,
  countFunnel,
  countMails,
  countResets,
  countSheets,
} from "./queries";

/** One set of figures, the same for the plot, the table and the CSV. It holds codes, which the page puts into words. */
export interface Figure {
  /** What each line is about: a day, a step, a component. */
  by: "day" | "weekdayHour" | "step" | "component" | "sheet" | "network" | "mail";
  /** What is counted, in the order of `counts`. */
  series: readonly string[];
  lines: { key: string; counts: number[] }[];
}

export const figureNames = [
  "activationsByDay",
  "activationsByHour",
  "funnel",
  "components",
  "sheets",
  "resets",
  "mails",
] as const;
export type FigureName = (typeof figureNames)[number];

/** Returns one figure over a period that ends now. Days and hours without any event are included. */
export async function readFigure(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  name: FigureName,
  periodName: PeriodName,
): Promise<Figure> {
  const now = clock.now();
  const period = periodOf(periodName, now, institution.timeZone);
  switch (name) {
    case "activationsByDay": {
      const counted = new Map((await countActivationsByDay(db, period)).map(({ day, count }) => [day, count]));
      return {
        by: "day",
        series: ["activations"],
        lines: period.days.map((key) => ({ key, counts: [counted.get(key) ?? 0] })),
      };
    }
    case "activationsByHour": {
      const counted = await countActivationsByHour(db, period);
      const at = new Map(counted.map(({ weekday, hour, count }) => [`${weekday}-${hour}`, count]));
      const keys = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => hours.map((hour) => `${weekday}-${hour}`));
      return {
        by: "weekdayHour",
        series: ["activations"],
        lines: keys.map((key) => ({ key, counts: [at.get(key) ?? 0] })),
      };
    }
    case "funnel":
      return { by: "step", series: ["students"], lines: linesOf(await countFunnel(db, period)) };
    case "components": {
      const counted = await countByComponent(db);
      const names = distinctNames(counted);
      return {
        by: "component",
        series: ["active", "toActivate"],
        lines: counted.map(({ active, toActivate }, index) => ({
          key: names[index] ?? "",
          counts: [active, toActivate],
        })),
      };
    }
    case "sheets":
      return { by: "sheet", series: ["sheets"], lines: linesOf(await countSheets(db, period, now)) };
    case "resets": {
      const counted = await countResets(db, period);
      return {
        by: "network",
        series: ["completed", "stopped"],
        lines: counted.map(({ network, completed, stopped }) => ({ key: network ?? "", counts: [completed, stopped] })),
      };
    }
    case "mails": {
      const counted = await countMails(db, period);
      return {
        by: "mail",
        series: ["sent", "waiting", "failed"],
        lines: counted.map(({ kind, sent, waiting, failed }) => ({ key: kind, counts: [sent, waiting, failed] })),
      };
    }
  }
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

function linesOf(counts: Record<string, number>): Figure["lines"] {
  return Object.entries(counts).map(([key, count]) => ({ key, counts: [count] }));
}
