import { z } from "zod";
import { SettingsError } from "@/lib/env";
import { inTerminalLanguage } from "@/scripts/say.mjs";

/** Why the service cannot start, as one plain sentence for whoever started it. */
export class PlainFault extends Error {
  constructor(french: string, english: string) {
    super(inTerminalLanguage(french, english));
    this.name = "PlainFault";
  }
}

/** The sentence for what stopped a start; null for a fault that nobody foresaw, whose trace is then the thing to show. */
export function plainSentence(error: unknown): string | null {
  if (error instanceof PlainFault) return error.message;
  if (error instanceof SettingsError) {
    // The only one that is read before the others and has a shape; `HOST` and `DATA_DIR` are told when they are tried.
    return error.malformed === "PORT" ? portSentence() : settingsSentence(error.faults);
  }
  if (error instanceof z.ZodError) {
    return settingsSentence(error.issues.map(({ path, message }) => `INSTITUTION_FILE, ${path.join(".")}: ${message}`));
  }
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? error.code : "";
  if (code === "ENOSPC" || /No space left on device|Check free disk space/.test(error.message)) {
    return inTerminalLanguage("Le disque est plein.", "The disk is full.");
  }
  if (/^(EACCES|EROFS|EPERM|ENOTDIR|ENOENT|EEXIST|ENAMETOOLONG|ELOOP)$/.test(String(code)) && "path" in error) {
    const place = error.path;
    return inTerminalLanguage(`${place} n’est pas accessible en écriture.`, `${place} cannot be written to.`);
  }
  return null;
}

const portSentence = () =>
  inTerminalLanguage("PORT doit être un nombre de 1 à 65535.", "PORT must be a number from 1 to 65535.");

function settingsSentence(faults: string[]): string {
  const head = inTerminalLanguage("Des réglages manquent ou sont faux :", "Some settings are missing or wrong:");
  return [head, ...faults.map((fault) => `  - ${fault}`)].join("\n");
}
