import type { Terminal } from "./terminal";

/**
 * What is typed after `npm run trousseau --`: does its work on the settings of `source`, and answers the exit status. 0 when all went
 * well, 1 when it did not, `misused` when it was asked for what it does not do.
 */
export type Command = (words: readonly string[], terminal: Terminal, source: NodeJS.ProcessEnv) => Promise<number>;

/** Exit status of a command that was not typed as it should be; what was wrong is said on standard error. */
export const misused = 2;
