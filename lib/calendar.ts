/** Days and instants in a named time zone, across daylight saving, from the runtime's own tables. */

/** Formats by zone: making one costs a hundred times as much as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

function wallClock(instant: Date, timeZone: string): { day: string; asUtc: number } {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  return { day, asUtc: Date.parse(`${day}T${part("hour")}:${part("minute")}:${part("second")}Z`) };
}

/** Returns the day (`2026-09-12`) in this zone (`Europe/Paris`) at this instant. */
export function dayOf(instant: Date, timeZone: string): string {
  return wallClock(instant, timeZone).day;
}

/** Returns the day that is `count` days after this one, or before it when `count` is negative. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Returns the first instant of a day in a zone: 00:00, or an hour later where clocks go forward at midnight. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The zone's offset is that of the day before, or that of the day after.
  const candidates = [-1, 1].map((side) => {
    const nearby = new Date(midnight + side * 86_400_000);
    return new Date(midnight - (wallClock(nearby, timeZone).asUtc - nearby.getTime()));
  });
  candidates.sort((a, b) => a.getTime() - b.getTime());
  const start = candidates.find((candidate) => dayOf(candidate, timeZone) === day);
  if (!start) throw new RangeError(`${day} does not exist in ${timeZone}`);
  return start;
}
