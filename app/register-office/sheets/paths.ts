import { fieldsOf } from "@/lib/credential-sheet/input";
import type { SheetSelection } from "@/lib/credential-sheet/rules";

/** Where one chooses whose sheets to print. */
export const choicePath = "/scolarite/scolpass";

/** Where the form of a printing is sent. */
export const printingPath = "/scolarite/scolpass/tirage";

/** Where one is told how many sheets a selection makes, before any is made. */
export function confirmPath(selection: SheetSelection): string {
  return `${choicePath}?${new URLSearchParams(fieldsOf(selection))}`;
}

/** What became of a printing. */
export function runPath(id: string): string {
  return `${choicePath}?${new URLSearchParams({ printing: id })}`;
}
