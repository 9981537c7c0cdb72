import type { Locale } from "@/lib/http/locale";
import { terminalLocale } from "@/scripts/say.mjs";

/** Whoever typed the command. */
export interface Terminal {
  locale: Locale;
  /** True for a terminal that shows colours; a file or a pipe gets none. */
  isColoured: boolean;
  say(line: string): void;
  /** On standard error. */
  complain(line: string): void;
  /** Ends the process once everything was said, whatever is still under way. */
  end(status: number): void;
}

/** The terminal that this process was started from. */
export function terminal(): Terminal {
  // Whoever reads us may have read enough, such as `head`.
  process.stdout.on("error", () => {});
  return {
    locale: terminalLocale,
    isColoured: process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb",
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    end: (status) => process.stdout.write("", () => process.stderr.write("", () => process.exit(status))),
  };
}
