import { parse } from "csv-parse/sync";

const separators = [";", ",", "\t"] as const;
export type Separator = (typeof separators)[number];

/** Returns the header under each possible separator. The right one is the one whose columns are recognised. */
export function headersOf(beginning: string): { separator: Separator; header: string[] }[] {
  const [line = ""] = beginning.replace(/^\s+/, "").split(/\r\n|\n|\r/, 1);
  return separators.map((separator) => {
    const [header = []] = parse(line, { delimiter: separator, relax_quotes: true, skip_records_with_error: true });
    return { separator, header: header.map((name: string) => name.trim()) };
  });
}
