import type { Locale } from "@/lib/http/locale";
import type { Messages } from "@/messages/catalogue";
import { commandLineWords } from "./words";

type CommandName = keyof Messages["commandLine"]["does"];

export function isHelpAsked(word: string | undefined): boolean {
  return word === "--help" || word === "-h" || word === "help";
}

/** Returns how to type a command, and what each one does. */
export function listOfCommands(locale: Locale, names: readonly CommandName[]): string {
  const t = commandLineWords(locale);
  const width = Math.max(...names.map((name) => name.length));
  return [t("usage"), "", ...names.map((name) => `  ${name.padEnd(width)}  ${t(`does.${name}`)}`)].join("\n");
}
