import { stringify } from "csv-stringify/sync";

export type Cell = string | number | boolean | Date | null;

/**
 * Yields a table that the spreadsheets of a French university open with a double click: UTF-8 with a byte-order mark,
 * without which Excel reads « Économie » as Windows-1252; semicolons, because the comma is the decimal mark; line
 * endings of RFC 4180. A cell that a spreadsheet would run (`=cmd()`, `+1`, `-1`, `@x`, after a tab, full-width) starts
 * with an apostrophe.
 *
 * Written in batches, so that a million lines are never in memory together. Dates are instants, in ISO 8601, UTC.
 */
export async function* writeCsv(header: readonly string[], batches: AsyncIterable<readonly (readonly Cell[])[]>) {
  yield `\u{FEFF}${linesOf([header])}`;
  for await (const rows of batches) if (rows.length > 0) yield linesOf(rows);
}

function linesOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], {
    delimiter: ";",
    record_delimiter: "windows",
    escape_formulas: true,
    // A lone quote or line break must not end a cell, whichever way a program writes line breaks.
    quoted_match: /[\r\n]/,
    cast: { date: (instant) => instant.toISOString(), boolean: String },
  });
}
