import type { Terminal } from "./terminal";

/**
 * A command of `npm run trousseau --`: runs on the settings of `source`, and returns the exit status. 0 on success, 1
 * on failure, `misused` when the words are not ones that it takes.
 */
export type Command = (words: readonly string[], terminal: Terminal, source: NodeJS.ProcessEnv) => Promise<number>;

/** Exit status of a command that was mistyped; standard error says how. */
export const misused = 2;
