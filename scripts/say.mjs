const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";

/** French when the terminal says so, else English. @type {"fr" | "en"} */
export const terminalLocale = language.toLowerCase().startsWith("fr") ? "fr" : "en";

/**
 * Returns the sentence in the terminal's language.
 * @param {string} french
 * @param {string} english
 */
export function inTerminalLanguage(french, english) {
  return terminalLocale === "fr" ? french : english;
}

/** Prints a sentence on standard error. @param {string} french @param {string} english */
export function say(french, english) {
  console.error(inTerminalLanguage(french, english));
}

/**
 * Prints why this cannot go on, in one plain sentence, and ends the process with status 1.
 * @param {string} french
 * @param {string} english
 * @returns {never}
 */
export function giveUp(french, english) {
  say(french, english);
  process.exit(1);
}
