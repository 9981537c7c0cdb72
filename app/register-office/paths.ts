import { fieldsOf } from "@/lib/credential-sheet/input";
import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Office } from "./offices";

/** The file of a person. */
export function filePath({ paths }: Office, identifier: string): string {
  return `${paths.files}/${encodeURIComponent(identifier)}`;
}

/** The report of a file that was given. */
export function reportPath({ paths }: Office, id: string): string {
  return `${paths.import}/${id}`;
}

/** Where the form of a printing is sent. */
export function printingPath({ paths }: Office): string {
  return `${paths.sheets}/tirage`;
}

/** Where one is told how many sheets a selection makes, before any is made. */
export function confirmPath({ paths }: Office, selection: Omit<SheetSelection, "population">): string {
  return `${paths.sheets}?${new URLSearchParams(fieldsOf(selection))}`;
}

/** What became of a printing. */
export function runPath({ paths }: Office, id: string): string {
  return `${paths.sheets}?${new URLSearchParams({ printing: id })}`;
}
