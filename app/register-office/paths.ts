import { fieldsOf } from "@/lib/credential-sheet/input";
import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Office } from "./offices";

/** Returns the address of a person's file. */
export function filePath({ paths }: Office, identifier: string): string {
  return `${paths.files}/${encodeURIComponent(identifier)}`;
}

/** Returns the address of an import's report. */
export function reportPath({ paths }: Office, id: string): string {
  return `${paths.import}/${id}`;
}

/** Returns the address that a printing form posts to. */
export function printingPath({ paths }: Office): string {
  return `${paths.sheets}/tirage`;
}

/** Returns the address that says how many sheets a selection makes, before any is made. */
export function confirmPath({ paths }: Office, selection: Omit<SheetSelection, "population">): string {
  return `${paths.sheets}?${new URLSearchParams(fieldsOf(selection))}`;
}

/** Returns the address of a printing's outcome. */
export function runPath({ paths }: Office, id: string): string {
  return `${paths.sheets}?${new URLSearchParams({ printing: id })}`;
}
