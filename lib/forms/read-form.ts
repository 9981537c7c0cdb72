import type { z } from "zod";
import { posted } from "./posted";
import { type Input, readInput, type Violation } from "./read-input";

/** Fields never filled in again after a refusal: secrets, and boxes, which must be ticked anew. */
const neverGivenBack = /password|code|token|checked|accepted/i;

/**
 * Reads a posted form with a schema, as `readInput` does. A field sent twice, or a file, is not text. A ticked checkbox
 * reads `"on"`; an unticked one is absent. `typed` is what the person typed and may see again.
 */
export function readForm<S extends z.ZodType>(
  schema: S,
  formData: FormData,
  longest: Readonly<Record<string, number>> = {},
): Extract<Input<z.output<S>>, { ok: true }> | { ok: false; violations: Violation[]; typed: Record<string, string> } {
  // React adds fields of its own, such as `$ACTION_ID_…`.
  const names = [...new Set(posted(formData).keys())].filter((name) => !name.startsWith("$"));
  const sent = Object.fromEntries(names.map((name) => [name, onlyText(formData.getAll(name))]));
  const read = readInput(schema, sent, longest);
  if (read.ok) return read;
  const typed = Object.entries(sent).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return value !== null && !neverGivenBack.test(name);
  });
  return { ...read, typed: Object.fromEntries(typed) };
}

function onlyText([value, ...others]: FormDataEntryValue[]): string | null {
  return typeof value === "string" && others.length === 0 ? value : null;
}
