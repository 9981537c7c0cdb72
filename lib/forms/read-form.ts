import type { z } from "zod";
import { type Input, readInput, type Violation } from "./read-input";

/** What may be put back in the fields after a refusal: never a secret, and a box is ticked anew. */
const neverGivenBack = /password|code|token|checked|accepted/i;

/**
 * Reads a posted form with a schema, as `readInput` does. A field sent twice, or a file, is `malformed`. A ticked checkbox reads
 * `"on"`, one that is not is absent. `typed` is what the person typed and may see again.
 */
export function readForm<S extends z.ZodType>(
  schema: S,
  formData: FormData,
): Extract<Input<z.output<S>>, { ok: true }> | { ok: false; violations: Violation[]; typed: Record<string, string> } {
  // React adds fields of its own, such as `$ACTION_ID_…`.
  const names = [...new Set(formData.keys())].filter((name) => !name.startsWith("$"));
  const single = names.flatMap((name): [string, string][] => {
    const [value, ...others] = formData.getAll(name);
    return typeof value === "string" && others.length === 0 ? [[name, value]] : [];
  });
  const sent = Object.fromEntries(single);
  const malformed = names.filter((name) => !(name in sent)).map((field) => ({ field, code: "malformed" }));
  const read = readInput(schema, sent);
  if (read.ok && malformed.length === 0) return read;
  const violations = read.ok
    ? []
    : read.violations.filter(({ field }) => !malformed.some((one) => one.field === field));
  const typed = Object.fromEntries(single.filter(([name]) => !neverGivenBack.test(name)));
  return { ok: false, violations: [...malformed, ...violations], typed };
}
