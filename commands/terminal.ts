import type { Locale } from "@/lib/http/locale";
import { terminalLocale } from "@/scripts/say.mjs";

/** What a command prints to. */
export interface Terminal {
  locale: Locale;
  /** True for a terminal that shows colours, not for a file or a pipe. */
  isColoured: boolean;
  say(line: string): void;
  /** Prints on standard error. */
  complain(line: string): void;
  /** Ends the process once everything is printed, whatever is still in progress. */
  end(status: number): void;
}

/** Returns the terminal that started this process. */
export function terminal(): Terminal {
  // The reader, such as `head`, may stop before the end.
  process.stdout.on("error", () => {});
  return {
    locale: terminalLocale,
    isColoured: process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb",
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    end: (status) => process.stdout.write("", () => process.stderr.write("", () => process.exit(status))),
  };
}
