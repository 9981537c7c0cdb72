import { type Finding, fault } from "./finding";

/** One check, or several that share what they read. */
export type Check = () => Finding | Finding[] | Promise<Finding | Finding[]>;

/** Milliseconds that one check may take. */
export const patience = 3_000;

/**
 * Returns what the check found within that time. A check that throws, or takes longer, is a finding too: it never stops
 * the others.
 */
export async function attempt(check: Check, milliseconds = patience): Promise<Finding[]> {
  try {
    return [await within(milliseconds, Promise.resolve().then(check))].flat();
  } catch (error) {
    return [fault("broke", { code: codeOf(error) })];
  }
}

/** Runs all the checks at once. Returns their findings in order. */
export async function attemptAll(...checks: Check[]): Promise<Finding[]> {
  return (await Promise.all(checks.map((check) => attempt(check)))).flat();
}

/** Returns the work's result. Throws an error with the code `ETIMEDOUT` when it takes longer. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("too slow"), { code: "ETIMEDOUT" })), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the short code of an error or of its cause. Not the message: some repeat what they were given. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "?";
  if ("code" in error && typeof error.code === "string") return error.code;
  const [first] = error instanceof AggregateError ? error.errors : [error.cause];
  return first instanceof Error ? codeOf(first) : error.name;
}
