import { parseArgs } from "node:util";
import { fieldsOf, selectionInput } from "@/lib/credential-sheet/input";
import type { SheetSelection } from "@/lib/credential-sheet/rules";

export type Request =
  | { ok: true; wanted: Omit<SheetSelection, "population">; isStaff: boolean; out: string }
  | { ok: false; reason: "unknown-option" | "two-selections" | "no-selection" | "no-file" };

/** Reads the words after `sheets`. `--student` takes several identifiers; `--component` and `--not-printed` combine. */
export function readRequest(words: readonly string[]): Request {
  const typed = parse(words);
  if (!typed) return { ok: false, reason: "unknown-option" };
  const { values, positionals } = typed;
  // In `--student A B C`, the words after the first identifier are positional.
  if (positionals.length > 0 && !values.student) return { ok: false, reason: "unknown-option" };
  const identifiers = values.student && [...values.student, ...positionals];
  const wanted = {
    identifiers,
    component: values.component,
    notPrinted: values["not-printed"] ? (true as const) : undefined,
  };
  if (identifiers && (wanted.component !== undefined || wanted.notPrinted)) {
    return { ok: false, reason: "two-selections" };
  }
  const isStaff = values.staff === true;
  const selection = selectionInput(isStaff ? "staff" : "student").safeParse(fieldsOf(wanted));
  if (!selection.success) return { ok: false, reason: "no-selection" };
  const { out } = values;
  return out ? { ok: true, wanted: selection.data, isStaff, out } : { ok: false, reason: "no-file" };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        student: { type: "string", multiple: true },
        component: { type: "string" },
        "not-printed": { type: "boolean" },
        staff: { type: "boolean" },
        out: { type: "string" },
      },
    });
  } catch {
    return null;
  }
}
