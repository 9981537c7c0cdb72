import { answers } from "@/lib/http/answer";
import { whyNoAction, whyUnreadable } from "@/lib/http/unreadable";

/**
 * Makes the console log what failed, never the values: a failed query carries them in its message and properties, and
 * they may include an address or a code. Adds the reference of the current request, which its page also shows. Applies
 * to the whole process, Next included.
 */
export function keepValuesOutOfTheLog(): void {
  const told = new WeakSet<object>();
  for (const level of ["error", "warn", "log"] as const) {
    const write = console[level].bind(console);
    console[level] = (...said: unknown[]) => {
      const unread = said.find((one) => one instanceof Error && whyUnread(one) !== null) as Error | undefined;
      // Next logs these twice.
      if (unread && told.has(unread)) return;
      if (unread) told.add(unread);
      write(...requestOf(said), ...said.map((one) => (one instanceof Error ? inWords(one) : one)));
    };
  }
}

/**
 * Keeps the service running when nobody reads its output any more, or when the log's disk is full. Without a listener,
 * a failed write would be an exception, itself to be logged, and so on for ever.
 */
export function outliveTheLog(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

/** Returns the reference of the request that an error belongs to, when the line does not name it. */
function requestOf(said: unknown[]): string[] {
  const requestId = answers.getStore()?.requestId;
  const isSaid = String(said[0]).startsWith("request ");
  return requestId && !isSaid && said.some((one) => one instanceof Error) ? [`request ${requestId}:`] : [];
}

/**
 * Returns the name, code, message without values and stack of an error, then of its cause. A request that cannot be
 * read, which anyone may send all day, takes one line.
 */
export function inWords(error: Error): string {
  const unread = whyUnread(error);
  if (unread) return `cannot be read: ${unread}`;
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  // V8's message on invalid JSON repeats what was sent.
  const isJson = error instanceof SyntaxError && /JSON/.test(error.message);
  const [message] = isJson ? ["JSON that is none"] : error.message.split("\nparams:");
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? [`caused by ${inWords(error.cause)}`] : [];
  return [`${error.name}${code}: ${message}`, ...frames, ...cause].join("\n");
}

function whyUnread(error: Error): string | null {
  return whyUnreadable(error) ?? whyNoAction(error);
}
