import { stringify } from "csv-stringify/sync";

export type Cell = string | number | boolean | Date | null;

/**
 * A table as the spreadsheets of a French university open it with a double click: UTF-8 with a mark that says so, without which Excel reads
 * « Économie » as Windows-1252; semicolons, since the comma is the decimal mark there; lines ended as RFC 4180 asks. A cell that a
 * spreadsheet would run (`=cmd()`, `+1`, `-1`, `@x`, after a tab, in full width) begins with an apostrophe instead: data stay data.
 *
 * Written batch by batch, so that a million lines never are in memory together. Dates are instants, in ISO 8601, UTC.
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
    // A lone quote or line break inside a cell must not end it, whichever of the two ways a program has to write them.
    quoted_match: /[\r\n]/,
    cast: { date: (instant) => instant.toISOString(), boolean: String },
  });
}
