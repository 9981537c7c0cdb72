/** What one cell says, or why it is refused. Pure functions, tested by a table of cases. */

type CellFault = "formula" | "control-character" | "too-long" | "no-such-date" | "ine-shape";

export type Cell<T> = { ok: true; value: T } | { ok: false; fault: CellFault };

/** The longest text that a register prints on one line. */
const longestText = 120;

/**
 * Returns what identifies somebody or something (a number, a code, a name), as it is stored: composed (NFC), trimmed,
 * with single spaces; null when it is empty. Refused here: a cell that a spreadsheet would run when somebody opens one
 * of our exports (CWE-1236), and an invisible character, which would make one number look like another.
 */
export function readText(cell: string | undefined): Cell<string | null> {
  return read(cell, /[\p{C}<>]/u);
}

/**
 * Returns a text that is only read (a place, the name of a stage), as it is stored. The invisible characters that word
 * processors leave there, and the signs of their private fonts, are dropped.
 */
export function readLabel(cell: string | undefined): Cell<string | null> {
  return read(cell?.replace(/[\p{Cf}\p{Co}]/gu, ""), /[\p{Cc}\p{Cs}<>]/u);
}

function read(cell: string | undefined, forbidden: RegExp): Cell<string | null> {
  const text = (cell ?? "").normalize("NFC").replace(/\s+/gu, " ").trim();
  if (/^[=+@\-＝＋－＠]/.test(text)) return { ok: false, fault: "formula" };
  if (forbidden.test(text)) return { ok: false, fault: "control-character" };
  if (text.length > longestText) return { ok: false, fault: "too-long" };
  return { ok: true, value: text || null };
}

/** What Windows leaves around a pasted date or number, and nobody sees. A strict shape is told apart without it. */
const unseen = /\p{Cf}/gu;

/** Nobody in a register was born before this; programs write a year like 0001 for none. */
const earliest = "1900-01-01";

/** Reads `17/04/2007` or `2007-04-17`, with or without a time, as `YYYY-MM-DD`. A two-digit year is refused. */
export function readDate(cell: string | undefined): Cell<string | null> {
  const text = (cell ?? "").replace(unseen, "").trim();
  if (!text) return { ok: true, value: null };
  const [, day = "", month = "", year = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?$/.exec(text) ?? [];
  const [iso = ""] = /^\d{4}-\d{2}-\d{2}(?=(?:[ T]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?$)/.exec(text) ?? [];
  const value = iso || `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return exists(value) && value >= earliest ? { ok: true, value } : { ok: false, fault: "no-such-date" };
}

function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/**
 * Reads the national number: eleven digits and letters, in the shapes of the three generations in use (ten digits and a
 * letter, nine digits and two letters, or letters anywhere for a university that made its own). Its last letter is a
 * key. No public source gives the key's rule, so it is not checked.
 */
export function readIne(cell: string | undefined, key: string | undefined): Cell<string | null> {
  const value = `${cell ?? ""}${key ?? ""}`.replace(unseen, "").replace(/\s+/g, "").toUpperCase();
  if (!value) return { ok: true, value: null };
  const hasShape = /^[0-9A-Z]{11}$/.test(value) && /\d{4}/.test(value.replace(/[A-Z]/g, "")) && /[A-Z]/.test(value);
  return hasShape ? { ok: true, value } : { ok: false, fault: "ine-shape" };
}

/** Returns the first calendar year of an academic year: `2026`, `2026-2027`, `2026/2027`; null for anything else. */
export function readYear(cell: string | undefined): number | null {
  const [, first = "", second] = /^(\d{4})(?:\s*[-/]\s*(\d{4}))?$/.exec((cell ?? "").trim()) ?? [];
  if (!first || (second && Number(second) !== Number(first) + 1)) return null;
  return Number(first);
}

/** Returns a word in plain lower-case letters, to find it in a short list: `Annulée` is `annulee`. */
export function asWord(cell: string | undefined): string {
  return (cell ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
}
