import { answers } from "@/lib/http/answer";
import { whyNoAction, whyUnreadable } from "@/lib/http/unreadable";

/**
 * Tells the log what failed, and never what was being written: a failed query carries its values in its message and its properties, and
 * they may be an address or a code. It names the request under way, by the reference that its page gives. Holds for whatever writes to the
 * console in this process, Next included.
 */
export function keepValuesOutOfTheLog(): void {
  const told = new WeakSet<object>();
  for (const level of ["error", "warn", "log"] as const) {
    const write = console[level].bind(console);
    console[level] = (...said: unknown[]) => {
      const unread = said.find((one) => one instanceof Error && whyUnread(one) !== null) as Error | undefined;
      // Next tells of these twice.
      if (unread && told.has(unread)) return;
      if (unread) told.add(unread);
      write(...requestOf(said), ...said.map((one) => (one instanceof Error ? inWords(one) : one)));
    };
  }
}

/**
 * Whoever reads what we say may go, and the disk that keeps it may be full: neither stops the service. Unheard, the failure to say something
 * would be an exception of its own, to be told again, and so for ever.
 */
export function outliveTheLog(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

/** Which request an error is of, for a line that does not say so itself. */
function requestOf(said: unknown[]): string[] {
  const requestId = answers.getStore()?.requestId;
  const isSaid = String(said[0]).startsWith("request ");
  return requestId && !isSaid && said.some((one) => one instanceof Error) ? [`request ${requestId}:`] : [];
}

/**
 * Name, code, message without values, where it was thrown, and the same of its cause. A request that nobody could read, which anyone may
 * send all day, takes one line.
 */
export function inWords(error: Error): string {
  const unread = whyUnread(error);
  if (unread) return `cannot be read: ${unread}`;
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  // Of JSON that is none, V8 repeats what was sent.
  const isJson = error instanceof SyntaxError && /JSON/.test(error.message);
  const [message] = isJson ? ["JSON that is none"] : error.message.split("\nparams:");
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? [`caused by ${inWords(error.cause)}`] : [];
  return [`${error.name}${code}: ${message}`, ...frames, ...cause].join("\n");
}

function whyUnread(error: Error): string | null {
  return whyUnreadable(error) ?? whyNoAction(error);
}
