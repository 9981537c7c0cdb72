import type { Messages } from "@/messages/catalogue";
import type { Terminal } from "../terminal";
import { doctorWords } from "../words";
import type { Finding, Level } from "./finding";

const signs: Record<Level, string> = { ok: "✓", unchecked: "–", warning: "!", fault: "✗" };

/** ANSI: green, dim, yellow, red. The sign and the word mean the same without them. */
const colours: Record<Level, number> = { ok: 32, unchecked: 2, warning: 33, fault: 31 };

export type Heading = keyof Messages["doctor"]["headings"];

/** Writes a heading, and a line for each finding. */
export function sayFindings(
  terminal: Terminal,
  { heading, where = "" }: { heading: Heading; where?: string },
  findings: readonly Finding[],
): void {
  const t = doctorWords(terminal.locale);
  const width = Math.max(...Object.values(signs).map((_, at) => t(`levels.${levels[at] as Level}`).length));
  terminal.say(`\n${t(`headings.${heading}`, { where })}`);
  for (const { level, says, values } of findings) {
    const mark = `${signs[level]} ${t(`levels.${level}`).padEnd(width)}`;
    terminal.say(`  ${inColour(mark, level, terminal)}  ${t(`findings.${says}`, values)}`);
  }
}

/** Writes the total: « 1 à corriger, 2 à regarder. » */
export function sayTotal(terminal: Terminal, findings: readonly Finding[]): void {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const counts = { faults: count("fault"), warnings: count("warning"), unchecked: count("unchecked") };
  terminal.say(`\n${doctorWords(terminal.locale)("total", counts)}`);
}

const levels = Object.keys(signs) as Level[];

function inColour(text: string, level: Level, { isColoured }: Terminal): string {
  return isColoured ? `\u001b[${colours[level]}m${text}\u001b[0m` : text;
}
