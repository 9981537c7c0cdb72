import { plainSentence } from "@/server/faults";
import { inWords } from "@/server/plain-errors";
import { misused } from "./command";
import { isHelpAsked, listOfCommands } from "./help";
import { terminal } from "./terminal";
import { commandLineWords } from "./words";

/** What may be typed after `npm run trousseau --`. Each command is loaded on demand. */
const commands = {
  import: async () => (await import("./import")).importFile,
  doctor: async () => (await import("./doctor")).doctor,
  journal: async () => (await import("./journal")).journal,
  restored: async () => (await import("./restored")).restored,
  sheets: async () => (await import("./sheets")).sheets,
};

const [name = "", ...words] = process.argv.slice(2);
const here = terminal();
const t = commandLineWords(here.locale);
const known = Object.keys(commands) as (keyof typeof commands)[];
const chosen = known.find((command) => command === name);

if (chosen) {
  const run = await commands[chosen]();
  here.end(await run(words, here, process.env).catch(sayWhy));
} else if (isHelpAsked(name)) {
  here.say(listOfCommands(here.locale, known));
  here.end(0);
} else {
  here.complain(name ? t("unknown", { name }) : t("none"));
  here.complain(listOfCommands(here.locale, known));
  here.end(misused);
}

function sayWhy(error: unknown): number {
  here.complain(plainSentence(error) ?? (error instanceof Error ? inWords(error) : String(error)));
  return 1;
}
