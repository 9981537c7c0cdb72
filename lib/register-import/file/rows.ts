import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Encoding } from "./examine";
import type { ImportFile } from "./import-file";
import type { Separator } from "./separator";

export interface Row {
  /** As a spreadsheet counts: the header is line 1. */
  line: number;
  cells: string[];
}

/** A quotation mark was opened and never closed, or a line has no end that we wait for: where those after it begin, nobody can tell. */
export class UnreadableLine extends Error {
  constructor(
    readonly line: number,
    readonly refusal: "unclosed-quote" | "line-too-long",
  ) {
    super(`line ${line} cannot be read: ${refusal}`);
    this.name = "UnreadableLine";
  }
}

/** No line is longer, in characters: past it, a quotation mark has swallowed the lines that follow. */
const longestLine = 32 * 1024;

/** The rows after the header, one by one, lines without anything left out. Throws `UnreadableLine`. */
export async function* rowsOf(
  file: ImportFile,
  { encoding, separator }: { encoding: Encoding; separator: Separator },
): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: separator,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestLine,
  });
  // What goes wrong is thrown by the loop below too.
  pipeline(Readable.from(decoded(file, encoding)), parser, () => {});
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const isBlank = cells.every((cell) => cell.trim() === "");
      // A spreadsheet has no blank line before its header.
      if (line === 0 && isBlank) continue;
      line++;
      if (line > 1 && !isBlank) yield { line, cells };
    }
  } catch (error) {
    // The parser is ahead of the loop: it knows how many it had read, the header included.
    throw error instanceof CsvError
      ? new UnreadableLine(
          Number(error.records) + 1,
          error.code === "CSV_MAX_RECORD_SIZE" ? "line-too-long" : "unclosed-quote",
        )
      : error;
  }
}

async function* decoded(file: ImportFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of file.read()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
