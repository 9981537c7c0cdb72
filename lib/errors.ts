/** An outage: nobody on the page can help. Caught in one place, the route's wrapper or the 503 page. */
export class Unavailable extends Error {
  constructor(
    /** Which dependency did not answer. */
    readonly dependency: "directory" | "database",
    cause?: unknown,
  ) {
    super(`the ${dependency} is unavailable`, { cause });
    this.name = "Unavailable";
  }
}

/** The directory did not answer in time, cannot be reached, or sent something that cannot be trusted. */
export class DirectoryUnavailable extends Unavailable {
  constructor(cause?: unknown) {
    super("directory", cause);
    this.name = "DirectoryUnavailable";
  }
}

/** Two entries share an identifier, login or card: we do not guess. People see that the directory is unavailable. */
export class AmbiguousEntry extends DirectoryUnavailable {
  readonly reason = "ambiguous-entry";
}

/**
 * The entry lacks a value that we need, or has two where we need one: the service does nothing with it. People see that
 * the directory is unavailable.
 */
export class UnfitEntry extends DirectoryUnavailable {
  readonly reason = "unfit-entry";
}

/** What is wrong with an entry that the directory did answer with. */
export type FaultOfEntry = "ambiguous-entry" | "unfit-entry";

/** Returns the journal's reason for a dependency that failed. */
export function awayReason(error: unknown): "unavailable" | FaultOfEntry {
  return faultOfEntry(error) ?? "unavailable";
}

/**
 * Returns what is wrong with the entry, when the directory itself answered; null for any other error. It looks at the
 * error's shape, because each of Next's bundles has its own copy of the classes.
 */
export function faultOfEntry(error: unknown): FaultOfEntry | null {
  const away = unavailability(error);
  const reason = away && "reason" in away ? away.reason : null;
  return reason === "ambiguous-entry" || reason === "unfit-entry" ? reason : null;
}

/** Codes from Node and PostgreSQL (SQLSTATE classes 08, 53 and 57, and a transaction's time limits) that mean the database is unavailable. */
const codesOfAway =
  /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|(08|53|57)[0-9A-Z]{3}|25P0[34])$/;

/**
 * How pg's messages start when the database is unavailable and they have no code. Only the start is matched: other
 * messages quote what people sent.
 */
const wordsOfAway =
  /^(Query read timeout|timeout expired|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/;

/** Returns the outage that this error, or one of its causes, amounts to; null for any other error. */
export function unavailability(error: unknown): Unavailable | null {
  if (!(error instanceof Error)) return null;
  if (isUnavailable(error)) return error;
  return whyDatabaseIsAway(error) ? new Unavailable("database", error) : unavailability(error.cause);
}

/** Returns the code or words that mean the database is unavailable, never data; null for any other error. */
function whyDatabaseIsAway(error: Error): string | null {
  if ("code" in error && typeof error.code === "string" && codesOfAway.test(error.code)) return error.code;
  return wordsOfAway.exec(error.message)?.[0] ?? null;
}

/** Looks at the error's shape, because each of Next's bundles has its own copy of the class. */
function isUnavailable(error: Error): error is Unavailable {
  return "dependency" in error && (error.dependency === "directory" || error.dependency === "database");
}

/**
 * Returns the code and constraint of the PostgreSQL error, recognised by shape, behind this error or one of its causes;
 * null when there is none.
 */
function databaseError(error: unknown): { code: string; constraint?: string } | null {
  if (!(error instanceof Error)) return null;
  if (!("severity" in error && "code" in error && typeof error.code === "string")) return databaseError(error.cause);
  const { code } = error;
  return "constraint" in error && typeof error.constraint === "string"
    ? { code, constraint: error.constraint }
    : { code };
}

/** True for an error that a retry may avoid: an outage, or two conflicting transactions (SQLSTATE class 40). */
export function mayPass(error: unknown): boolean {
  return unavailability(error) !== null || (databaseError(error)?.code.startsWith("40") ?? false);
}

/**
 * Returns what went wrong and why, on one line for the log. For the directory, this includes the server's own words.
 * For the database, it is only the code, the constraint or the start of pg's message: the rest may contain people's
 * data.
 */
export function inFull(error: unknown): string {
  return onOneLine(reasonsOf(error));
}

/** Replaces line breaks and other control characters, so that a server's words cannot forge a line of the log. */
export function onOneLine(words: string): string {
  return words.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isUnavailable(error) && error.dependency === "database") {
    const why = error.cause instanceof Error ? whyDatabaseIsAway(error.cause) : null;
    return why ? `${error.message}: ${why}` : error.message;
  }
  // Its message, and that of the failed statement, contain the data: names, numbers, birth dates.
  const told = databaseError(error);
  if (told) return `the database refused: ${told.code}${told.constraint ? ` (${told.constraint})` : ""}`;
  if ("query" in error && "params" in error) return `a statement failed: ${reasonsOf(error.cause)}`;
  const reason = error.message || ("code" in error && String(error.code)) || error.name;
  // ldapjs's VErrors have a method named `cause`.
  const { cause } = error;
  return cause instanceof Error || typeof cause === "string" ? `${reason}: ${reasonsOf(cause)}` : reason;
}
