import type { z } from "zod";

/** One thing that is wrong with one field. Codes are words of the contract (`mismatch`), or `required`, `too-long`, `malformed`. */
export interface Violation {
  field: string;
  code: string;
}

export type Input<T> = { ok: true; value: T } | { ok: false; violations: Violation[] };

/** What nobody types by hand: longer is refused before any schema looks at it. */
export const longestText = 4_096;

/**
 * Reads what was sent with a schema: all the violations, every time. A message of the schema that is a code (`z.string().max(254,
 * "not-an-address")`) is kept. Text with a NUL or a lone surrogate, which no database can hold, is `malformed`; a new password
 * goes to no database, and its own rules have a better word for that.
 */
export function readInput<S extends z.ZodType>(schema: S, sent: Record<string, unknown>): Input<z.output<S>> {
  const refused = Object.entries(sent).flatMap(([field, value]) => {
    const code = typeof value === "string" ? whyNotText(field, value) : null;
    return code ? [{ field, code }] : [];
  });
  const parsed = schema.safeParse(sent);
  if (parsed.success && refused.length === 0) return { ok: true, value: parsed.data };
  const refusedFields = new Set(refused.map(({ field }) => field));
  const violations = (parsed.error?.issues ?? [])
    .map((issue) => ({ field: issue.path.join("."), code: codeOf(issue, sent[String(issue.path[0])]) }))
    .filter(({ field }) => !refusedFields.has(field));
  return { ok: false, violations: eachOnce([...refused, ...violations]) };
}

function eachOnce(violations: Violation[]): Violation[] {
  return [...new Map(violations.map((each) => [`${each.field} ${each.code}`, each])).values()];
}

function whyNotText(field: string, value: string): string | null {
  if (value.length > longestText) return "too-long";
  if (field.startsWith("newPassword")) return null;
  return value.includes("\0") || /\p{Surrogate}/u.test(value) ? "malformed" : null;
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (/^[a-z]+(-[a-z]+)*$/.test(issue.message)) return issue.message;
  if (value === undefined || value === "") return "required";
  return issue.code === "too_big" ? "too-long" : "malformed";
}
