import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Encoding } from "./examine";
import type { ImportFile } from "./import-file";
import type { Separator } from "./separator";

export interface Row {
  /** Numbered as in a spreadsheet: the header is line 1. */
  line: number;
  cells: string[];
}

/** A quotation mark is never closed, or a line is too long: nobody can tell where the next lines begin. */
export class UnreadableLine extends Error {
  constructor(
    readonly line: number,
    readonly refusal: "unclosed-quote" | "line-too-long",
  ) {
    super(`line ${line} cannot be read: ${refusal}`);
    this.name = "UnreadableLine";
  }
}

/** The longest line, in characters: in a longer one, a quotation mark has swallowed the next lines. */
const longestLine = 32 * 1024;

/** Yields the rows after the header, without blank lines. Throws `UnreadableLine`. */
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
  // The loop below throws the errors too.
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
    // The parser is ahead of the loop: it knows how many records it has read, including the header.
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
