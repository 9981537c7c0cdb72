/** What nobody on the page can act on is thrown, and met once: by the route's wrapper, or by the page for 503. */
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

/** The directory did not answer in time, or cannot be reached, or said something that cannot be trusted. */
export class DirectoryUnavailable extends Unavailable {
  constructor(cause?: unknown) {
    super("directory", cause);
    this.name = "DirectoryUnavailable";
  }
}

/** Two entries claim one identifier, login or card: whose it is, is not ours to guess. People are told as of a directory that is away. */
export class AmbiguousEntry extends DirectoryUnavailable {
  readonly reason = "ambiguous-entry";
}

/** The entry lacks what we must know of a person, or says it twice: nothing is done upon it. People are told as of a directory that is away. */
export class UnfitEntry extends DirectoryUnavailable {
  readonly reason = "unfit-entry";
}

/** Why a dependency did not serve, in the journal's words. By shape: each of Next's bundles holds its own copy of the classes. */
export function awayReason(error: unknown): "unavailable" | "ambiguous-entry" {
  return isAmbiguous(error) ? "ambiguous-entry" : "unavailable";
}

export function isAmbiguous(error: unknown): boolean {
  return faultOfEntry(error) === "ambiguous-entry";
}

/** What is wrong with the entry that was asked for, where the directory itself answers; null for anything else. */
export function faultOfEntry(error: unknown): "ambiguous-entry" | "unfit-entry" | null {
  const away = unavailability(error);
  const reason = away && "reason" in away ? away.reason : null;
  return reason === "ambiguous-entry" || reason === "unfit-entry" ? reason : null;
}

/** Node's and PostgreSQL's codes (SQLSTATE classes 08, 53 and 57) of a database that cannot be asked now. */
const codesOfAway =
  /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|(08|53|57)[0-9A-Z]{3})$/;

/** How pg begins to say the same where it gives no code. From their beginning: other messages quote what people sent. */
const wordsOfAway =
  /^(Query read timeout|timeout expired|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/;

/** Which dependency is away, when that is what the error says, itself or through its causes; null for any other error. */
export function unavailability(error: unknown): Unavailable | null {
  if (!(error instanceof Error)) return null;
  if (isUnavailable(error)) return error;
  return whyDatabaseIsAway(error) ? new Unavailable("database", error) : unavailability(error.cause);
}

/** The code or the words that say so, neither of which holds what was written; null for any other error. */
function whyDatabaseIsAway(error: Error): string | null {
  if ("code" in error && typeof error.code === "string" && codesOfAway.test(error.code)) return error.code;
  return wordsOfAway.exec(error.message)?.[0] ?? null;
}

/** By shape: each of Next's bundles holds its own copy of the class. */
function isUnavailable(error: Error): error is Unavailable {
  return "dependency" in error && (error.dependency === "directory" || error.dependency === "database");
}

/** What PostgreSQL says, by shape, itself or through the causes of an error; null when it is none of its errors. */
function databaseError(error: unknown): { code: string; constraint?: string } | null {
  if (!(error instanceof Error)) return null;
  if (!("severity" in error && "code" in error && typeof error.code === "string")) return databaseError(error.cause);
  const { code } = error;
  return "constraint" in error && typeof error.constraint === "string"
    ? { code, constraint: error.constraint }
    : { code };
}

/** True for what may well succeed when it is done again: an outage, or two transactions in each other's way (SQLSTATE class 40). */
export function mayPass(error: unknown): boolean {
  return unavailability(error) !== null || (databaseError(error)?.code.startsWith("40") ?? false);
}

/**
 * What went wrong and why, on one line for the log. Of the directory, down to the server's own words. Of the database, its code alone: the
 * message of its error may hold what was written.
 */
export function inFull(error: unknown): string {
  return onOneLine(reasonsOf(error));
}

/** A server's words with a line break in them would make a second line of the log, and say there what they like. */
export function onOneLine(words: string): string {
  return words.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isUnavailable(error) && error.dependency === "database") {
    const why = error.cause instanceof Error ? whyDatabaseIsAway(error.cause) : null;
    return why ? `${error.message}: ${why}` : error.message;
  }
  // Its message, and that of the statement that it stopped, hold what was written: names, numbers, birth dates.
  const told = databaseError(error);
  if (told) return `the database refused: ${told.code}${told.constraint ? ` (${told.constraint})` : ""}`;
  if ("query" in error && "params" in error) return `a statement failed: ${reasonsOf(error.cause)}`;
  const reason = error.message || ("code" in error && String(error.code)) || error.name;
  // What parses for ldapjs keeps a method under that name.
  const { cause } = error;
  return cause instanceof Error || typeof cause === "string" ? `${reason}: ${reasonsOf(cause)}` : reason;
}
