import type { z } from "zod";

/** One fault in one field. Codes are the contract's (`mismatch`), or else `required`, `too-long`, `malformed`. */
export interface Violation {
  field: string;
  code: string;
  /**
   * With `refused-by-directory`: the directory's own rule. With `personal-data`: `provisional-password`, when it is
   * that one.
   */
  reason?: string;
}

export type Input<T> = { ok: true; value: T } | { ok: false; violations: Violation[] };

/** More than anyone types by hand: longer text is refused before a schema sees it. */
export const longestText = 4_096;

/**
 * Reads with a schema what was sent, and returns all violations. A schema message that is a code
 * (`z.string("not-an-address")`) is kept, also for unreadable text: text with a NUL or a lone surrogate, which no
 * database can hold, counts as none. A new password goes to no database, and its own rules report that better.
 * `longest`: characters, for fields that may exceed `longestText`.
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
