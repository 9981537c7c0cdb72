import type { z } from "zod";

/** One thing wrong with one field. Codes are words of the contract (`mismatch`); where it has none, `required`, `too-long`, `malformed`. */
export interface Violation {
  field: string;
  code: string;
  /** With `refused-by-directory`: which rule of the directory's own. With `personal-data`: `provisional-password`, when it is that one. */
  reason?: string;
}

export type Input<T> = { ok: true; value: T } | { ok: false; violations: Violation[] };

/** What nobody types by hand: longer is refused before any schema looks at it. */
export const longestText = 4_096;

/**
 * Reads what was sent with a schema: all the violations, every time. A message of the schema that is a code (`z.string("not-an-address")`)
 * is kept, for text that cannot be read too: one with a NUL or a lone surrogate, which no database can hold, is as good as no text. A new
 * password goes to no database, and its own rules have a better word for that. `longest`: characters, for the fields that may have more
 * than nobody types by hand.
 */
export function readInput<S extends z.ZodType>(
  schema: S,
  sent: Record<string, unknown>,
  longest: Readonly<Record<string, number>> = {},
): Input<z.output<S>> {
  const unfit = new Map(
    Object.entries(sent).flatMap(([field, value]) => whyUnfit(field, value, longest[field] ?? longestText) ?? []),
  );
  const readable = Object.entries(sent).map(([field, value]) => [field, unfit.has(field) ? null : value]);
  const parsed = schema.safeParse(Object.fromEntries(readable));
  if (parsed.success && unfit.size === 0) return { ok: true, value: parsed.data };
  const named = (parsed.error?.issues ?? []).map((issue) => {
    const field = issue.path.join(".");
    return { field, code: ownCode(issue) ?? unfit.get(field) ?? generalCode(issue, sent[String(issue.path[0])]) };
  });
  const unnamed = [...unfit].filter(([unfitField]) => !named.some(({ field }) => field === unfitField));
  return { ok: false, violations: eachOnce([...unnamed.map(([field, code]) => ({ field, code })), ...named]) };
}

function eachOnce(violations: Violation[]): Violation[] {
  return [...new Map(violations.map((each) => [`${each.field} ${each.code}`, each])).values()];
}

function whyUnfit(field: string, value: unknown, longest: number): [[field: string, code: string]] | null {
  if (typeof value !== "string") return null;
  if (value.length > longest) return [[field, "too-long"]];
  const isHeld = field.startsWith("newPassword") || !(value.includes("\0") || /\p{Surrogate}/u.test(value));
  return isHeld ? null : [[field, "malformed"]];
}

function ownCode({ message }: z.core.$ZodIssue): string | null {
  return /^[a-z]+(-[a-z]+)*$/.test(message) ? message : null;
}

function generalCode({ code }: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined || value === "") return "required";
  return code === "too_big" ? "too-long" : "malformed";
}
