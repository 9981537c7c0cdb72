import type { RefusedRow } from "./line-reader";
import type { Reason } from "./reasons";

interface ToldLine {
  reasons: readonly string[];
  otherLine: number | null;
  /** Of a refused line, what was wrong with its cells; erased with the lines, once the file is applied. */
  content: unknown;
}

type Say = (key: "wrongDate" | "column" | `reasons.${Reason}`, values: Record<string, string | number>) => string;

/** Returns why a line came to its outcome, with its dates and columns where they are known. `say` has the import's words. */
export function sayReasons({ reasons, otherLine, content }: ToldLine, say: Say): string {
  const { wrongDates = [], forbiddenIn = [] } = (content ?? {}) as Partial<RefusedRow>;
  const values = {
    other: otherLine ?? 0,
    dates: wrongDates.map((date) => say("wrongDate", { ...date })).join(", ") || "none",
    columns: forbiddenIn.map((column) => say("column", { column })).join(", ") || "none",
  };
  return reasons.map((reason) => say(`reasons.${reason as Reason}`, values)).join(" ");
}
