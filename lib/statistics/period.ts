import { addDays, dayOf, startOfDay } from "@/lib/calendar";

/** The periods to choose from. `year` is since 1 July, when enrolments for the academic year begin. */
export const periods = ["week", "month", "year"] as const;
export type PeriodName = (typeof periods)[number];

export interface Period {
  /** First instant of the period, and the first one after it. */
  from: Date;
  until: Date;
  /** Every day in it, `YYYY-MM-DD`, ending with today. */
  days: string[];
  timeZone: string;
}

/** Returns the period that ends with the present day in this time zone. */
export function periodOf(name: PeriodName, now: Date, timeZone: string): Period {
  const today = dayOf(now, timeZone);
  const first = name === "year" ? lastFirstOfJuly(today) : addDays(today, name === "week" ? -6 : -29);
  const days = [];
  for (let day = first; day <= today; day = addDays(day, 1)) days.push(day);
  return { from: startOfDay(first, timeZone), until: startOfDay(addDays(today, 1), timeZone), days, timeZone };
}

function lastFirstOfJuly(today: string): string {
  const year = Number(today.slice(0, 4));
  return today >= `${year}-07-01` ? `${year}-07-01` : `${year - 1}-07-01`;
}

/** Returns the requested period; a month when it is unknown. */
export function readPeriod(asked: unknown): PeriodName {
  return periods.find((name) => name === asked) ?? "month";
}
